import type { Expression } from "@flowline/ir";
import type { ExpressionSurroundings } from "./expression-surroundings.js";
import { pathOf } from "./paths.js";

/** The only texts that the value of an expression can be, beside null; null where any text can stand there. */
export function choicesOf(expression: Expression, surroundings: Surroundings): readonly string[] | null {
  switch (expression.op) {
    case "field": {
      const field = surroundings.readable?.fields.get(expression.name);
      return field?.kind === "stored" ? field.oneOf : null;
    }
    case "literal":
      return typeof expression.value === "string" ? [expression.value] : expression.value === null ? [] : null;
    case "if":
      return both(expression.yes, expression.no, surroundings);
    case "coalesce":
      return both(expression.left, expression.right, surroundings);
    default: {
      const path = pathOf(expression);
      return path === null ? null : (surroundings.environment.choices.get(path) ?? null);
    }
  }
}

type Surroundings = Pick<ExpressionSurroundings, "readable" | "environment">;

function both(left: Expression, right: Expression, surroundings: Surroundings): readonly string[] | null {
  const [some, others] = [choicesOf(left, surroundings), choicesOf(right, surroundings)];
  return some === null || others === null ? null : [...new Set([...some, ...others])];
}
