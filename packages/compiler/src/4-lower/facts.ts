import type { Expression } from "@flowline/ir";

/** Names of fields that are known not to be null at some point of an expression. */
export type Facts = ReadonlySet<string>;

/** Nothing is known. */
export const NO_FACTS: Facts = new Set();

/** A verdict, and what is known once it is there. */
export interface Condition {
  readonly expression: Expression;
  readonly whenTrue: Facts;
  readonly whenFalse: Facts;
}

/** What either side says. */
export function both(left: Facts, right: Facts): Facts {
  return new Set([...left, ...right]);
}

/** What both sides say. */
export function common(left: Facts, right: Facts): Facts {
  return new Set([...left].filter(name => right.has(name)));
}

/** What a verdict over values, not over other verdicts, lets one know. */
export function factsOf(expression: Expression): Pick<Condition, "whenTrue" | "whenFalse"> {
  switch (expression.op) {
    case "truthy":
      return { whenTrue: fieldNames(expression.of), whenFalse: NO_FACTS };
    case "equal": {
      const sides = [expression.left, expression.right];
      const asksForNull = sides.some(isNull);
      const given = sides.some(side => side.op === "literal" && side.value !== null);
      const names = new Set(asksForNull || given ? sides.flatMap(side => [...fieldNames(side)]) : []);
      // `x === null` false, or `x === "a"` true: either way there is an x.
      const known = asksForNull !== expression.negated ? "whenFalse" : "whenTrue";
      return { whenTrue: NO_FACTS, whenFalse: NO_FACTS, [known]: names };
    }
    case "in":
      return { whenTrue: expression.list.includes(null) ? NO_FACTS : fieldNames(expression.of), whenFalse: NO_FACTS };
    default:
      return { whenTrue: NO_FACTS, whenFalse: NO_FACTS };
  }
}

/** Whether the expression is the constant null. */
export function isNull(expression: Expression): boolean {
  return expression.op === "literal" && expression.value === null;
}

function fieldNames(expression: Expression): Facts {
  return expression.op === "field" ? new Set([expression.name]) : NO_FACTS;
}
