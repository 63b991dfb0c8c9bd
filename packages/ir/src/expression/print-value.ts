import type { Value, ValueType } from "../value-type.js";
import { isList, isObject } from "./read-value.js";
import { elementTypeOf } from "./scalar-of.js";

/** A constant as JavaScript; an instant is a date. */
export function printValue(constant: Value, type: ValueType): string {
  if (isList(constant)) return `[${constant.map(item => printValue(item, elementTypeOf(type) ?? type)).join(", ")}]`;
  if (isObject(constant)) return printObject(constant, type);
  const text = JSON.stringify(constant);
  const isInstant = "scalar" in type && type.scalar === "instant" && constant !== null;
  return isInstant ? `new Date(${text})` : text;
}

function printObject(constant: Readonly<Record<string, Value>>, type: ValueType): string {
  const members = Object.entries(constant).map(([name, member]) => {
    const declared = "object" in type && Object.hasOwn(type.object, name) ? type.object[name] : undefined;
    return `${printKey(name)}: ${printValue(member, declared ?? { any: true, nullable: true })}`;
  });
  return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
}

const NAME = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;

/** `.name`, `["a b"]`, and after what may be null `?.name`, `?.["a b"]`. */
export function printMember(name: string, optional = false): string {
  if (NAME.test(name)) return `${optional ? "?." : "."}${name}`;
  return `${optional ? "?." : ""}[${JSON.stringify(name)}]`;
}

/** A key of an object literal. `__proto__` in another form would not be a member. */
export function printKey(name: string): string {
  if (name === "__proto__") return '["__proto__"]';
  return NAME.test(name) ? name : JSON.stringify(name);
}
