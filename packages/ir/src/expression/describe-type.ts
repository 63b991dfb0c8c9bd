import type { ValueType } from "../value-type.js";

/** The type in words: `a number that may be null`, `a list of texts`, `any JSON`. */
export function describeType(type: ValueType): string {
  return `${form(type)}${type.nullable && !("any" in type) ? " that may be null" : ""}`;
}

function form(type: ValueType): string {
  if ("scalar" in type) return type.scalar === "instant" ? "an instant" : `a ${type.scalar}`;
  if ("list" in type) return `a list of ${many(type.list)}`;
  return "any" in type ? "any JSON" : "an object";
}

function many(type: ValueType): string {
  if ("scalar" in type) return `${type.scalar}s`;
  if ("list" in type) return "lists";
  return "any" in type ? "any JSON" : "objects";
}
