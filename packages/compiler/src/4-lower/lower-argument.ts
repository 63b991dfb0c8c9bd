import type { ArgumentDraft } from "@flowline/ir";
import type { ExpressionSurroundings } from "./expression-surroundings.js";
import type { LambdaUse, LoweredLambda } from "./lambda-use.js";
import { lowerLambda } from "./lower-lambda.js";

/**
 * Lowers a value as an author may write it: a lambda, `js(...)`, a constant, a date, the item of a `forEach`, or an object
 * or list of these. Null where that is impossible; the lowering then holds the findings.
 */
export function lowerArgument(
  argument: ArgumentDraft,
  use: LambdaUse,
  surroundings: ExpressionSurroundings,
): LoweredLambda | null {
  return argument.kind === "lambda" ? lowerLambda(argument.lambda, use, surroundings) : null;
}
