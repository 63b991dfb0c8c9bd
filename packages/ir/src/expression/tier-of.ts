import type { Expression } from "./ast.js";
import { childrenOf } from "./children-of.js";
import { isAny, scalarOf } from "./scalar-of.js";
import { typeOf } from "./type-of.js";

/** Who can answer: SQL and JavaScript alike, or a worker only. */
export type Tier = "portable" | "javascript";

/** Who can answer the expression. */
export function tierOf(expression: Expression): Tier {
  return findUnportable(expression) === null ? "portable" : "javascript";
}

/** The first part of the expression, the innermost first, that has no exact SQL form; null: all of it has one. */
export function findUnportable(expression: Expression): Expression | null {
  for (const [, child] of childrenOf(expression)) {
    const offender = findUnportable(child);
    if (offender !== null) return offender;
  }
  return isUnportable(expression) ? expression : null;
}

function isUnportable(at: Expression): boolean {
  switch (at.op) {
    case "function":
    case "js":
    case "bucket":
      return true;
    case "arithmetic":
      return at.how === "%" || isAny(typeOf(at));
    case "concat":
      return at.parts.some(part => scalarOf(typeOf(part)) !== "text");
    case "compare":
      return scalarOf(typeOf(at.left)) === "text";
    default:
      return isAny(typeOf(at));
  }
}
