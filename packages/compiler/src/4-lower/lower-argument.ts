import type { ArgumentDraft, Expression, Json, LambdaDraft, Span } from "@flowline/ir";
import { typeOf } from "@flowline/ir";
import type { SiteArgument } from "../2-read/reading.js";
import { diagnose } from "../diagnostics/definition.js";
import { captureNotJson, lambdaNotFound, onlyJavaScript, typeMismatch } from "../diagnostics/expressions.js";
import { notAvailable } from "../diagnostics/readings.js";
import { instantOf, judgeJson, literalOf } from "./captured.js";
import type { ExpressionSurroundings } from "./expression-surroundings.js";
import { listOf, objectOf } from "./expressions/lower-collection.js";
import { itemExpression } from "./expressions/lower-constant.js";
import type { LambdaUse, LoweredLambda } from "./lambda-use.js";
import { lowerLambda } from "./lower-lambda.js";
import type { Lowering } from "./lowering.js";
import { readsOf } from "./reads-of.js";
import { tierOf } from "./tier.js";
import { ANY, isScalarType, TRUTH } from "./types.js";

/**
 * Lowers a value as an author may write it: a lambda, `js(...)`, a constant, a date, the item of a `forEach`, or an object
 * or list of these. Null where that is impossible; the lowering then holds the findings.
 */
export function lowerArgument(
  argument: ArgumentDraft,
  use: LambdaUse,
  surroundings: ExpressionSurroundings,
): LoweredLambda | null {
  if (argument.kind === "lambda") return lowerLambda(argument.lambda, use, surroundings);
  const expression = lowerValue(argument, use, surroundings);
  if (expression === null) return null;
  const isVerdict = isScalarType(typeOf(expression), "boolean") && !typeOf(expression).nullable;
  const asked: Expression = use.purpose === "verdict" && !isVerdict ? { op: "truthy", of: expression } : expression;
  return { expression: asked, tier: tierOf(asked) };
}

function lowerValue(argument: ArgumentDraft, use: LambdaUse, surroundings: ExpressionSurroundings): Expression | null {
  const { lowering } = surroundings;
  switch (argument.kind) {
    case "lambda":
      return lowerLambda(argument.lambda, use, surroundings)?.expression ?? null;
    case "json":
      return lowerJson(argument.value, use, surroundings);
    case "instant":
      return instantOf(argument.at);
    case "item": {
      const item = itemExpression(argument.path, surroundings.environment);
      if (item !== null) return item;
      const facts = {
        name: ["item", ...argument.path].join("."),
        where: "inside forEach, with the members of its list",
      };
      lowering.diagnostics.push(diagnose(notAvailable, facts, { span: use.span }));
      return null;
    }
    case "object":
      return lowerMembers(Object.entries(argument.members), use, surroundings);
    case "list":
      return lowerItems(argument.items, use, surroundings);
    case "value": {
      const lambda = argument.type === "js" ? argument.members.lambda : undefined;
      if (lambda?.kind === "lambda") return lowerJs(lambda.lambda, use, surroundings);
      return refuse(`is a value of \`${argument.type}\`, which has another place`, use, surroundings);
    }
    case "odd":
      return refuse(`is ${argument.what}`, use, surroundings);
    default:
      return refuse(`is a ${argument.kind}`, use, surroundings);
  }
}

function lowerJson(value: Json, use: LambdaUse, { lowering }: ExpressionSurroundings): Expression | null {
  const judged = judgeJson(value, written(use.span, lowering), use.span);
  if (judged.type === "json") return literalOf(judged.value);
  lowering.diagnostics.push(judged.diagnostic);
  return null;
}

function lowerMembers(
  entries: readonly (readonly [string, ArgumentDraft])[],
  use: LambdaUse,
  surroundings: ExpressionSurroundings,
): Expression | null {
  const members = entries.flatMap(([name, member]) => {
    const expression = lowerValue(member, partOf(use, name), surroundings);
    return expression === null ? [] : [[name, expression] as const];
  });
  return members.length === entries.length ? objectOf(members) : null;
}

function lowerItems(
  drafts: readonly ArgumentDraft[],
  use: LambdaUse,
  surroundings: ExpressionSurroundings,
): Expression | null {
  const items = drafts.flatMap((item, index) => lowerValue(item, partOf(use, String(index)), surroundings) ?? []);
  if (items.length < drafts.length) return null;
  const list = listOf(items);
  if (list !== null) return list;
  const facts = {
    problem: "The list holds values of different types.",
    instead: "Put values of one type into a list.",
  };
  surroundings.lowering.diagnostics.push(diagnose(typeMismatch, facts, { span: use.span }));
  return null;
}

/** The use of a member of an object or of an element of a list: a value, at its own place where that is known. */
function partOf(use: LambdaUse, name: string): LambdaUse {
  const part: SiteArgument | undefined = use.members?.get(name);
  const binding = use.binding === null ? null : `${use.binding}.${name}`;
  const own = { ...use, binding, purpose: "value", span: part?.span ?? use.span } as const;
  return part === undefined ? own : { ...own, members: part.members };
}

/** `js(...)`: a worker runs the function itself, and so is told what the function reads. */
function lowerJs(draft: LambdaDraft, use: LambdaUse, surroundings: ExpressionSurroundings): Expression | null {
  const { lowering } = surroundings;
  const source = lowering.sourceOf(draft);
  if (source === null) {
    lowering.diagnostics.push(diagnose(lambdaNotFound, { role: use.role }, { span: use.span }));
    return null;
  }
  if (use.tier === "portable" || use.binding === null) {
    const facts = { written: "`js(...)`", role: use.role, isUntold: false };
    lowering.diagnostics.push(diagnose(onlyJavaScript, facts, { span: use.span ?? source.span }));
    return null;
  }
  const type = use.purpose === "verdict" ? TRUTH : ANY;
  const { variables } = readsOf(source.mentions, use.shape, surroundings);
  return { op: "js", type, name: use.binding, reads: variables };
}

function refuse(problem: string, use: LambdaUse, { lowering }: ExpressionSurroundings): null {
  const facts = { written: written(use.span, lowering), problem };
  lowering.diagnostics.push(diagnose(captureNotJson, facts, { span: use.span }));
  return null;
}

function written(span: Span | null, lowering: Lowering): string {
  return span === null ? "this value" : lowering.textAt(span);
}
