import type { ValueType } from "../value-type.js";

/** Whether two types differ at most in what may be null. */
export function isSameForm(left: ValueType, right: ValueType): boolean {
  if ("scalar" in left) return "scalar" in right && left.scalar === right.scalar;
  if ("list" in left) return "list" in right && isSameForm(left.list, right.list);
  if ("any" in left) return "any" in right;
  return "object" in right && haveSameMembers(left.object, right.object);
}

type Members = Readonly<Record<string, ValueType>>;

function haveSameMembers(left: Members, right: Members): boolean {
  const names = Object.keys(left);
  return (
    names.length === Object.keys(right).length && names.every(name => isSameMember(left[name], member(right, name)))
  );
}

function member(members: Members, name: string): ValueType | undefined {
  return Object.hasOwn(members, name) ? members[name] : undefined;
}

function isSameMember(left: ValueType | undefined, right: ValueType | undefined): boolean {
  return left !== undefined && right !== undefined && isSameForm(left, right);
}
