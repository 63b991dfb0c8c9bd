import type { Expression } from "@flowline/ir";
import type { ExpressionSurroundings } from "./expression-surroundings.js";
import { pathOf } from "./paths.js";

/** The only texts that the value of an expression can be, beside null; null where any text can stand there. */
export function choicesOf(
  expression: Expression,
  { readable, environment }: Pick<ExpressionSurroundings, "readable" | "environment">,
): readonly string[] | null {
  if (expression.op === "field") {
    const field = readable?.fields.get(expression.name);
    return field?.kind === "stored" ? field.oneOf : null;
  }
  const path = pathOf(expression);
  return path === null ? null : (environment.choices.get(path) ?? null);
}
