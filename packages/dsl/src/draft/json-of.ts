import type { Json } from "@flowline/ir";

/**
 * The value as a draft carries it to the compiler, which judges it and knows its place. What JSON cannot carry
 * (a function, a cycle, a missing argument) travels as null, which the compiler accepts nowhere.
 */
export function jsonOf(value: unknown): Json {
  try {
    return JSON.parse(JSON.stringify(value) ?? "null");
  } catch {
    return null;
  }
}
