import { DESCRIBE, type LambdaDraft } from "@flowline/ir";

/**
 * What can be said of an author's lambda: its number and captured values during a compile, else nothing. Something
 * that is no function gets the same answer as an unknown function, and the compiler reports it with its place.
 */
export function describeLambda(lambda: unknown): LambdaDraft {
  const describe: unknown = Reflect.get(globalThis, DESCRIBE);
  if (typeof lambda !== "function" || typeof describe !== "function") return { lambda: null, captures: [] };
  return describe(lambda);
}
