import { isInstant } from "../instant.js";
import type { ScalarType, Value, ValueType } from "../value-type.js";
import { isWellFormed } from "../well-formed.js";
import { isList, isObject } from "./read-value.js";

/** Why a constant is not of the type that it is said to have. */
export function constantProblems(value: Value, type: ValueType): readonly string[] {
  if (value === null)
    return type.nullable ? [] : [`a constant of type ${nameOf(type)} that is not nullable must not be null`];
  if ("scalar" in type) return scalarProblems(value, type.scalar);
  if ("any" in type) return jsonProblems(value);
  if ("list" in type) return isList(value) ? itemProblems(value, type.list) : [mismatch("list", value)];
  return isObject(value) ? memberProblems(value, type.object) : [mismatch("object", value)];
}

function nameOf(type: ValueType): string {
  if ("scalar" in type) return type.scalar;
  if ("list" in type) return "list";
  return "object" in type ? "object" : "any JSON";
}

function itemProblems(items: readonly Value[], type: ValueType): readonly string[] {
  return items.flatMap(item => constantProblems(item, type));
}

type JsonObject = Extract<Value, { readonly [key: string]: Value }>;

function memberProblems(value: JsonObject, members: Readonly<Record<string, ValueType>>): readonly string[] {
  const strange = Object.keys(value).filter(name => !Object.hasOwn(members, name));
  const problems = Object.entries(members).flatMap(([name, type]) =>
    constantProblems(Object.hasOwn(value, name) ? (value[name] ?? null) : null, type),
  );
  return [...strange.map(name => `a constant has a member "${name}" that its type lacks`), ...problems];
}

function scalarProblems(value: Exclude<Value, null>, scalar: ScalarType): readonly string[] {
  switch (scalar) {
    case "boolean":
      return typeof value === "boolean" ? [] : [mismatch(scalar, value)];
    case "number":
      return typeof value === "number" && Number.isFinite(value) ? [] : [mismatch("finite number", value)];
    case "instant":
      return typeof value === "string" && isInstant(value)
        ? []
        : [mismatch("instant written YYYY-MM-DDTHH:MM:SS.sssZ", value)];
    case "text":
      return typeof value === "string" ? textProblems(value) : [mismatch(scalar, value)];
  }
}

/** PostgreSQL can hold neither, and a statement that binds one fails as a whole. */
export function textProblems(text: string): readonly string[] {
  if (text.includes("\0")) return ["a text must not hold the character U+0000"];
  return isWellFormed(text) ? [] : ["a text must not hold half a surrogate pair"];
}

function jsonProblems(value: Value): readonly string[] {
  if (typeof value === "string") return textProblems(value);
  if (typeof value === "number") return Number.isFinite(value) ? [] : [mismatch("finite number", value)];
  if (isList(value)) return value.flatMap(jsonProblems);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, member]) => [...textProblems(name), ...jsonProblems(member)]);
}

function mismatch(wanted: string, value: Value): string {
  return `expected a constant of type ${wanted}, found ${typeof value === "number" ? value : JSON.stringify(value)}`;
}
