import type { Expression } from "./ast.js";
import { childrenOf } from "./children-of.js";

/** What an arriving event's payload must hold at a place for a condition to be true. */
export interface IndexKey {
  /** The members that lead from the payload to the place: `["order", "id"]`. */
  readonly path: readonly string[];
  /** What must stand there; it does not read the event, so that it is known while the run waits. */
  readonly equals: Expression;
}

/** The equalities that a condition on the variable `event` asks for in any case. With one of them, waits can be found by an index. */
export function indexKeys(where: Expression): readonly IndexKey[] {
  if (where.op === "and") return [...indexKeys(where.left), ...indexKeys(where.right)];
  if (where.op === "truthy") return indexKeys(where.of);
  if (where.op !== "equal" || where.negated) return [];
  const { left, right } = where;
  return [keyOf(left, right), keyOf(right, left)].filter(key => key !== null).slice(0, 1);
}

function keyOf(place: Expression, equals: Expression): IndexKey | null {
  const path = pathInEvent(place);
  if (path === null || path.length === 0 || readsEvent(equals)) return null;
  // Null is what most events hold at a place that they lack: no index is any help there.
  return equals.op === "literal" && equals.value === null ? null : { path, equals };
}

function pathInEvent(place: Expression): readonly string[] | null {
  if (place.op === "variable") return place.name === "event" ? [] : null;
  if (place.op !== "member") return null;
  const path = pathInEvent(place.of);
  return path === null ? null : [...path, place.name];
}

function readsEvent(expression: Expression): boolean {
  if (expression.op === "variable") return expression.name === "event";
  // A function of the author's may read whatever it does not say that it reads.
  if (expression.op === "js") return expression.reads === null || expression.reads.includes("event");
  return childrenOf(expression).some(([, child]) => readsEvent(child));
}
