import type { ScalarType, ValueType } from "../value-type.js";

/** The scalar of a type, or null for a list, an object or any JSON. */
export function scalarOf(type: ValueType): ScalarType | null {
  return "scalar" in type ? type.scalar : null;
}

/** Whether nothing is known of the values but that they are JSON. */
export function isAny(type: ValueType): boolean {
  return "any" in type;
}

/** The type of a list's elements; any JSON has any; null: this is no list. */
export function elementTypeOf(type: ValueType): ValueType | null {
  if ("list" in type) return type.list;
  return "any" in type ? type : null;
}

/** The same type with or without null. */
export function withNull(type: ValueType, nullable: boolean): ValueType {
  return type.nullable === nullable ? type : Object.freeze({ ...type, nullable });
}
