import { FlowError } from "./flow-error.js";
import { isWellFormed } from "./well-formed.js";

/** A value that JSON cannot carry exactly, and where it stands. */
export class CanonicalJsonError extends FlowError {
  readonly code = "CANONICAL_JSON";
  /** `nodes.hi.until.ms`, or the empty string for the value itself. */
  readonly path: string;

  constructor(path: string, problem: string) {
    super(path === "" ? `The value ${problem}.` : `The value at ${path} ${problem}.`);
    this.name = "CanonicalJsonError";
    this.path = path;
  }
}

/**
 * The one text of a JSON value (RFC 8785): keys sorted by UTF-16 code unit, no spaces, numbers as ECMAScript prints
 * them. Refuses, with a `CanonicalJsonError`, what JSON would silently change: NaN, infinities, `undefined`, lone
 * surrogates, dates, maps and other objects with a class.
 */
export function canonicalize(json: unknown): string {
  return print(json, []);
}

function print(value: unknown, path: readonly string[]): string {
  switch (typeof value) {
    case "string":
      return printText(value, path);
    case "number":
      if (!Number.isFinite(value)) throw refuse(path, `is ${value}, which JSON does not have`);
      return JSON.stringify(value);
    case "boolean":
      return value ? "true" : "false";
    case "object":
      if (value === null) return "null";
      return Array.isArray(value) ? printArray(value, path) : printObject(value, path);
    default:
      throw refuse(path, `is of type ${typeof value}, which JSON does not have`);
  }
}

function printText(text: string, path: readonly string[]): string {
  if (!isWellFormed(text)) throw refuse(path, "has half a surrogate pair in its text");
  return JSON.stringify(text);
}

function printArray(values: readonly unknown[], path: readonly string[]): string {
  // Array.from also visits the holes of a sparse array, which `map` would skip.
  return `[${Array.from(values, (value, index) => print(value, [...path, String(index)])).join(",")}]`;
}

function printObject(value: object, path: readonly string[]): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  const plain = prototype === null || Object.getPrototypeOf(prototype) === null;
  if (!plain) throw refuse(path, "is an instance of a class, not a plain object");
  const members = Object.entries(value)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([key, member]) => `${printText(key, path)}:${print(member, [...path, key])}`);
  return `{${members.join(",")}}`;
}

function refuse(path: readonly string[], problem: string): CanonicalJsonError {
  return new CanonicalJsonError(path.join("."), problem);
}
