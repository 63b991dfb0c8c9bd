import type { Expression, NodeMeta, SendDraft } from "@flowline/ir";
import { fieldsOf, printExpression } from "@flowline/ir";
import type { Site } from "../../2-read/reading.js";
import { diagnose } from "../../diagnostics/definition.js";
import { missingTrigger, wrongArgument } from "../../diagnostics/form.js";
import { editabilityOf } from "../editability.js";
import type { FlowScope, LinkPosition, PlacedLink, PlacedNode } from "../flow-scope.js";
import { argumentSpan, report } from "../flow-scope.js";
import { lowerLambda } from "../lower-lambda.js";

/**
 * `send(message, guard?)`: a step, with a decide in front of it where it has a guard. At the head of a chain the guard
 * is the audience instead: it was decided at enrolment and is not asked again.
 */
export function placeSend(link: SendDraft, { isFirst }: LinkPosition, scope: FlowScope): PlacedLink | null {
  const site = scope.lowering.siteOf(link);
  const message = messageOf(link, site, scope);
  const guard = lowerGuard(link, site, scope);
  if (message === null) return null;
  scope.sends.push({ message, span: argumentSpan(scope, site, 0) });
  if (isFirst && link.guard === null) {
    return report(scope, diagnose(missingTrigger, { message }, { span: site?.span ?? scope.span }));
  }
  if (link.guard !== null && guard === null) return null;
  const step = (next: string): PlacedNode => stepNode({ link, message, site }, next, scope);
  if (guard === null) return { entry: message, trigger: null, nodesBefore: next => [step(next)] };
  const meta = guardMeta(link, guard, scope);
  if (isFirst) return { entry: message, trigger: { predicate: guard, meta }, nodesBefore: next => [step(next)] };
  const id = `${message}.if`;
  const decide = (next: string): PlacedNode => ({
    id,
    meta,
    node: { kind: "decide", guards: message, cases: [{ when: guard, next: message }], otherwise: next },
  });
  return { entry: id, trigger: null, nodesBefore: next => [decide(next), step(next)] };
}

function messageOf(link: SendDraft, site: Site | null, scope: FlowScope): string | null {
  if (typeof link.message === "string" && link.message !== "") return link.message;
  const found = JSON.stringify(link.message);
  return report(
    scope,
    diagnose(
      wrongArgument,
      { word: "send", wanted: "the name of a message", found },
      { span: argumentSpan(scope, site, 0) },
    ),
  );
}

function lowerGuard(
  link: SendDraft,
  site: Site | null,
  { lowering, readable, ...scope }: FlowScope,
): Expression | null {
  if (link.guard === null) return null;
  const span = argumentSpan({ lowering, readable, ...scope }, site, 1);
  const role = `the guard of ${JSON.stringify(link.message)}`;
  return lowerLambda(link.guard, { role, purpose: "verdict", span }, { lowering, readable });
}

function stepNode(
  { link, message, site }: { readonly link: SendDraft; readonly message: string; readonly site: Site | null },
  next: string,
  scope: FlowScope,
): PlacedNode {
  const to = scope.subject?.ir.email ?? NO_ADDRESS;
  const variables = scope.catalog?.messages[message]?.variables ?? [];
  const known = variables.map(({ field }) => field).filter(field => scope.readable?.fields.has(field));
  const reads = [...new Set([...fieldsOf(to), ...known])].sort();
  return {
    id: message,
    node: {
      kind: "step",
      action: { type: "send", message, channel: "email", delivery: "idempotent", to, reads },
      next,
    },
    meta: {
      word: "send",
      label: `send ${JSON.stringify(message)}`,
      span: site?.span ?? null,
      editability: editabilityOf(link, scope, [
        ["the message's name", "literal"],
        ["the guard", "lambda"],
      ]),
    },
  };
}

/** Stands in for the address that phase 5 reports as missing, so that the rest of the flow can be checked. */
const NO_ADDRESS: Expression = { op: "literal", type: { scalar: "text", nullable: true }, value: null };

function guardMeta(link: SendDraft, guard: Expression, scope: FlowScope): NodeMeta {
  const source = link.guard === null ? null : scope.lowering.sourceOf(link.guard);
  const editability = editabilityOf(link, scope, [
    ["the message's name", "literal"],
    ["the guard", "lambda"],
  ]);
  const label = printExpression(guard, scope.subject?.ir.name ?? "");
  return { word: "guard", label, span: source?.span ?? null, editability };
}
