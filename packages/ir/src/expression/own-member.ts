import type { Json } from "../value-type.js";

type Members = { readonly [name: string]: Json };

/**
 * Reads one member of plain objects. Only names that every object inherits something under need the question whether the
 * member is the object's own, which costs more than all the rest of a comparison.
 */
export function memberReader(name: string): (of: Members) => Json {
  return isInherited(name) ? of => (Object.hasOwn(of, name) ? (of[name] ?? null) : null) : of => of[name] ?? null;
}

/** Whether every plain object has something under this name that is not its own: `constructor`, `__proto__`. */
export function isInherited(name: string): boolean {
  return name in Object.prototype;
}
