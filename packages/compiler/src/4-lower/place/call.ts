import type { LinkDraft } from "@flowline/ir";
import { diagnose } from "../../diagnostics/definition.js";
import { wrongArgument } from "../../diagnostics/form.js";
import type { Call, FlowScope } from "../flow-scope.js";
import { report } from "../flow-scope.js";
import { describeGiven, type Given, textOf } from "./given.js";

/** A link, as the words take it. */
export function callOf(link: LinkDraft, scope: FlowScope): Call {
  const site = scope.lowering.siteOf(link);
  return { link, site, scope, span: site?.span ?? scope.span };
}

/** The argument at that place, or null where there is none. */
export function argumentOf({ link, site, span }: Call, index: number): Given | null {
  const draft = link.args[index];
  if (draft === undefined || (draft.kind === "odd" && draft.what === "undefined")) return null;
  const source = site?.args[index] ?? null;
  return { draft, span: source?.span ?? span, source };
}

/** The text at that place. What is none is reported, and a name of no step is given instead. */
export function requiredText(call: Call, index: number, wanted: string): string | null {
  const given = argumentOf(call, index);
  const text = textOf(given);
  if (text !== null && text !== "") return text;
  return refuseArgument(call, given, wanted);
}

/** Reports an argument that is not what the word takes. */
export function refuseArgument(call: Call, given: Given | null, wanted: string): null {
  const facts = { word: call.link.word, wanted, found: describeGiven(given) };
  return report(call.scope, diagnose(wrongArgument, facts, { span: given?.span ?? call.span }));
}
