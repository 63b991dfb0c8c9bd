import type { LambdaDraft } from "@flowline/ir";
import { checkExpression } from "@flowline/ir";
import { diagnose } from "../diagnostics/definition.js";
import { lambdaNotFound, typeMismatch } from "../diagnostics/expressions.js";
import { judgeCapture } from "./captured.js";
import { ExpressionLowerer } from "./expression-lowerer.js";
import type { ExpressionSurroundings } from "./expression-surroundings.js";
import { NO_FACTS } from "./facts.js";
import type { LambdaUse, LoweredLambda } from "./lambda-use.js";

/**
 * Lowers one of the author's lambdas to a typed expression, or gives null and leaves the findings. Without readable
 * fields (the project could not be compiled) only what source and captures tell is reported.
 */
export function lowerLambda(
  draft: LambdaDraft,
  use: LambdaUse,
  { lowering, readable }: ExpressionSurroundings,
): LoweredLambda | null {
  const source = lowering.sourceOf(draft);
  if (source === null) {
    lowering.diagnostics.push(diagnose(lambdaNotFound, { role: use.role }, { span: use.span }));
    return null;
  }
  lowering.diagnostics.push(...source.problems);
  const captures = source.captures.map((capture, index) => judgeCapture(draft.captures[index], capture));
  const refused = captures.flatMap(capture => (capture.type === "refused" ? [capture.diagnostic] : []));
  lowering.diagnostics.push(...refused);
  if (source.tree === null || readable === null) return null;
  const lowerer = new ExpressionLowerer({ lowering, readable }, captures);
  const expression =
    use.purpose === "verdict"
      ? (lowerer.condition(source.tree, NO_FACTS)?.expression ?? null)
      : lowerer.value(source.tree, NO_FACTS);
  if (expression === null) return null;
  const problems = checkExpression(expression, Object.fromEntries(readable.fields));
  for (const { message } of problems) {
    const facts = { problem: `This cannot be compiled: ${message}.`, instead: "Write it in another way." };
    lowering.diagnostics.push(diagnose(typeMismatch, facts, { span: source.span }));
  }
  return problems.length === 0 ? { expression, tier: "portable" } : null;
}
