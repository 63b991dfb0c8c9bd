import type { Editability } from "@flowline/ir";
import type { SiteArgument } from "../2-read/reading.js";
import type { Call } from "./flow-scope.js";

import type { Position } from "./place/position.js";

/** What the arguments of words are, for people, where "an argument" says too little. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  send: ["the message's name", "the guard"],
  waitFor: ["what it waits for"],
  waitUntil: ["the date"],
  do: ["the step's name"],
  http: ["the step's name", "the request"],
  when: ["the condition"],
  switch: ["the value"],
  split: ["the weights"],
  forEach: ["the list"],
  on: ["the event"],
  audience: ["the condition"],
};

/**
 * What a canvas may do with a link: change it in place only where all of it is written there, once, in the flow's file.
 * A node of a journey is changed by the configuration at the journey's call.
 */
export function editabilityOf(call: Call, at: Position): Editability {
  const { site, scope } = call;
  const isForeign = site === null || site.file !== scope.file;
  if (at.from.length > 0 && isForeign) return { kind: "config" };
  const reason = lockReason(call) ?? repeatReason(call);
  return reason === null ? { kind: "literal" } : { kind: "locked", reason };
}

function lockReason({ site, scope, link }: Call): string | null {
  if (site === null) return "its place in the source is not known";
  if (site.file !== scope.file) return `it is written in ${site.file}`;
  const names = Object.hasOwn(NAMES, link.word) ? (NAMES[link.word] ?? []) : [];
  for (const [index, argument] of site.args.entries()) {
    // Bodies and arms may be handed over by name: the link itself says no less for it.
    const draft = link.args[index];
    if (draft === undefined || draft.kind === "chain" || (draft.kind === "lambda" && isBody(link.word))) continue;
    const computed = computedPart(argument);
    if (computed !== null)
      return `${computed === "" ? (names[index] ?? "an argument") : `\`${computed}\``} is computed`;
  }
  return null;
}

/** The path of the first part that is not written out, or null. */
function computedPart(argument: SiteArgument): string | null {
  if (argument.form === "computed") return "";
  for (const [name, member] of argument.members) {
    const inner = computedPart(member);
    if (inner !== null) return inner === "" ? name : `${name}.${inner}`;
  }
  return null;
}

function isBody(word: string): boolean {
  return word === "do" || word === "task";
}

function repeatReason({ link, scope }: Call): string | null {
  const count = link.site === null ? 0 : (scope.uses.get(link.site) ?? 0);
  return count > 1 ? `one call makes ${count} links of this flow` : null;
}
