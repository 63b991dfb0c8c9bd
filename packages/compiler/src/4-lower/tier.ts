import type { Expression } from "@flowline/ir";
import { findUnportable, indexKeys } from "@flowline/ir";

/**
 * How an expression can be answered: by an index over a member of the event (a `where` with an equality), by a query as
 * well as by the interpreter, or by the interpreter alone.
 */
export type Tier = "indexable" | "portable" | "javascript";

/** The best that can be said of an expression. */
export function tierOf(expression: Expression): Tier {
  if (findUnportable(expression) !== null) return "javascript";
  return indexKeys(expression).length > 0 ? "indexable" : "portable";
}
