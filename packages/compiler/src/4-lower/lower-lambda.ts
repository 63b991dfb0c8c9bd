import type { Expression, LambdaDraft } from "@flowline/ir";
import { checkExpression, findUnportable, typeOf } from "@flowline/ir";
import type { LambdaSource } from "../2-read/reading.js";
import type { SourceExpression } from "../2-read/source-expression.js";
import { diagnose } from "../diagnostics/definition.js";
import { alwaysSame, lambdaNotFound, onlyJavaScript, typeMismatch } from "../diagnostics/expressions.js";
import { judgeCapture } from "./captured.js";
import { variableTable } from "./environment.js";
import { ExpressionLowerer } from "./expression-lowerer.js";
import type { ExpressionSurroundings } from "./expression-surroundings.js";
import { NO_FACTS } from "./facts.js";
import type { LambdaUse, LoweredLambda } from "./lambda-use.js";
import { tierOf } from "./tier.js";
import { isAny } from "./types.js";

/**
 * Lowers one of the author's lambdas to a typed expression, or gives null and leaves the findings. Without readable
 * fields (the project could not be compiled) only what source and captures tell is reported.
 */
export function lowerLambda(
  draft: LambdaDraft,
  use: LambdaUse,
  surroundings: ExpressionSurroundings,
): LoweredLambda | null {
  const { lowering } = surroundings;
  const source = lowering.sourceOf(draft);
  if (source === null) {
    lowering.diagnostics.push(diagnose(lambdaNotFound, { role: use.role }, { span: use.span }));
    return null;
  }
  lowering.diagnostics.push(...source.problems);
  const captures = source.captures.map((capture, index) => judgeCapture(draft.captures[index], capture));
  const refused = captures.flatMap(capture => (capture.type === "refused" ? [capture.diagnostic] : []));
  lowering.diagnostics.push(...refused);
  if (source.tree === null) return null;
  const lowerer = new ExpressionLowerer(use, surroundings, captures);
  const expression = lower(source.tree, lowerer);
  if (expression === null) return null;
  warnOfConstant(source.tree, lowerer);
  return isSound(expression, source, lowerer) ? { expression, tier: tierOf(expression) } : null;
}

function lower(tree: SourceExpression, lowerer: ExpressionLowerer): Expression | null {
  if (lowerer.use.purpose === "value") return lowerer.value(tree, NO_FACTS);
  return lowerer.condition(tree, NO_FACTS)?.expression ?? null;
}

/** `() => true` is how everybody is written; nobody is a slip, or a switch that somebody has forgotten. */
function warnOfConstant(tree: SourceExpression, lowerer: ExpressionLowerer): void {
  if (lowerer.use.purpose !== "verdict" || tree.kind !== "literal" || tree.value === true) return;
  const facts = {
    written: lowerer.text(tree),
    outcome: String(Boolean(tree.value)),
    why: "It reads nothing.",
    nearest: undefined,
    otherwise: "Take out what it switches off, or write the condition.",
  };
  lowerer.warn(alwaysSame, facts, tree);
}

function isSound(expression: Expression, source: LambdaSource, lowerer: ExpressionLowerer): boolean {
  const { lowering, readable, environment } = lowerer.surroundings;
  const placeOf = (part: Expression): { readonly span: LambdaSource["span"] } => lowerer.placeOf(part) ?? source;
  const foreign = lowerer.use.tier === "portable" ? findUnportable(expression) : null;
  if (foreign !== null) {
    const { span } = placeOf(foreign);
    const isUntold = isAny(typeOf(foreign));
    const facts = { written: `\`${lowering.textAt(span)}\``, role: lowerer.use.role, isUntold };
    lowering.diagnostics.push(diagnose(onlyJavaScript, facts, { span }));
  }
  const problems = checkExpression(expression, Object.fromEntries(readable?.fields ?? []), variableTable(environment));
  for (const { message, at } of problems) {
    const facts = { problem: `This cannot be compiled: ${message}.`, instead: "Write it in another way." };
    lowering.diagnostics.push(diagnose(typeMismatch, facts, { span: placeOf(at).span }));
  }
  return foreign === null && problems.length === 0;
}
