import type { ListValueType, ObjectValueType, ScalarType, ValueType } from "@flowline/ir";
import { isSameForm } from "@flowline/ir";

/** A boolean that is never null. */
export const TRUTH: ValueType = Object.freeze({ scalar: "boolean", nullable: false });

/** Any JSON, or nothing. */
export const ANY: ValueType = Object.freeze({ any: true, nullable: true });

/** A scalar that is never null. */
export function scalarType(scalar: ScalarType): ValueType {
  return { scalar, nullable: false };
}

/** Whether values of the type are all of one of these scalars, or null. */
export function isScalarType(type: ValueType, ...scalars: readonly ScalarType[]): boolean {
  return "scalar" in type && scalars.includes(type.scalar);
}

/** Whether nothing is known of the values. */
export function isAny(type: ValueType): boolean {
  return "any" in type;
}

/** Whether values of the type are lists, or null. */
export function isListType(type: ValueType): type is ListValueType {
  return "list" in type;
}

/** Whether values of the type are objects with known members, or null. */
export function isObjectType(type: ValueType): type is ObjectValueType {
  return "object" in type;
}

/** The type of a list's elements. */
export function elementOf(type: ValueType): ValueType {
  return isListType(type) ? type.list : ANY;
}

/** The same type, with or without null. */
export function withNull(type: ValueType, nullable: boolean): ValueType {
  return type.nullable === nullable ? type : { ...type, nullable };
}

/** For people: `a text`, `a list of numbers`. */
export function describeType(type: ValueType): string {
  if ("scalar" in type) return type.scalar === "instant" ? "a date" : `a ${type.scalar}`;
  if (isListType(type)) return "a list";
  return isObjectType(type) ? "an object" : "of a type that nothing tells";
}

/** The type that holds the values of both, or null where a text would have to be a number. */
export function joinTypes(left: ValueType, right: ValueType): ValueType | null {
  const nullable = left.nullable || right.nullable;
  if (isAny(left) || isAny(right)) return { any: true, nullable };
  if ("scalar" in left && "scalar" in right) return left.scalar === right.scalar ? withNull(left, nullable) : null;
  if (isListType(left) && isListType(right)) {
    const list = joinTypes(left.list, right.list);
    return list && { list, nullable };
  }
  return isObjectType(left) && isObjectType(right) ? joinObjects(left, right) : null;
}

/** What one of the two lacks is null there. */
function joinObjects(left: ObjectValueType, right: ObjectValueType): ValueType {
  const names = [...new Set([...Object.keys(left.object), ...Object.keys(right.object)])].sort();
  const members = names.map(name => {
    const [ours, theirs] = [memberType(left, name), memberType(right, name)];
    if (ours === undefined || theirs === undefined) return [name, withNull(ours ?? theirs ?? ANY, true)] as const;
    return [name, joinTypes(ours, theirs) ?? ANY] as const;
  });
  return { object: Object.fromEntries(members), nullable: left.nullable || right.nullable };
}

/** The type of an object's member. */
export function memberType({ object }: ObjectValueType, name: string): ValueType | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

/** The type that holds the values of all; `any` where they have none in common, or there are none. */
export function unionOfTypes(types: readonly ValueType[]): ValueType {
  const [first, ...others] = types;
  if (first === undefined) return ANY;
  return others.reduce<ValueType>(
    (union, type) => joinTypes(union, type) ?? { any: true, nullable: union.nullable || type.nullable },
    first,
  );
}

/** The type of a place that either of two expressions fills: of objects with other members, only that they are JSON is known. */
export function joinForms(left: ValueType, right: ValueType): ValueType | null {
  const type = joinTypes(left, right);
  if (type === null || (isSameForm(left, type) && isSameForm(right, type))) return type;
  return { any: true, nullable: type.nullable };
}
