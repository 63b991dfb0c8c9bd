import type { Expression } from "@flowline/ir";
import type { ExpressionSurroundings } from "../expression-surroundings.js";
import type { Call } from "../flow-scope.js";
import type { LambdaUse, LoweredLambda } from "../lambda-use.js";
import { lowerArgument } from "../lower-argument.js";

import type { Given } from "./given.js";
import type { Position } from "./position.js";

/** What is asked, apart from where. */
export type Question = Partial<Omit<LambdaUse, "role" | "span">> & { readonly role: string };

/**
 * Lowers what an author gave as a condition or as a value. Where that fails, which has been reported, the flow is broken
 * and a constant stands in, so that the rest can be checked.
 */
export function ask(call: Call, given: Given, at: Position, question: Question): Expression {
  return askWithTier(call, given, at, question)?.expression ?? UNKNOWN;
}

/** The same, or null where it fails. */
function askWithTier(call: Call, given: Given, at: Position, question: Question): LoweredLambda | null {
  const { scope } = call;
  const use: LambdaUse = {
    purpose: "value",
    shape: scope.hasSubject ? "subject" : "plain",
    tier: "any",
    binding: null,
    ...question,
    span: given.span,
  };
  const surroundings: ExpressionSurroundings = {
    lowering: scope.lowering,
    readable: scope.readable,
    environment: at.environment,
  };
  const lowered = lowerArgument(given.draft, use, surroundings);
  if (lowered === null) scope.found.isBroken = true;
  return lowered;
}

/** Stands in for what could not be lowered: no flow with it is emitted. */
export const UNKNOWN: Expression = { op: "literal", type: { any: true, nullable: true }, value: null };
