import type { ArgumentDraft, LinkDraft, SiteNumber } from "@flowline/ir";
import { draftArgument, draftFlow } from "../draft/draft-argument.js";
import { draftWithin, type Loop } from "../draft/item.js";
import { readCall } from "../draft/read-call.js";
import { type Builders, resolveArms, resolveEach, resolveForEach } from "../draft/resolve-arms.js";
import { rolesOf } from "./vocabulary.js";

/** One call of the language. The arguments are kept as they were written. */
export interface Link {
  readonly word: string;
  readonly site: SiteNumber | null;
  readonly args: readonly unknown[];
}

/** The link that a call of this word with these arguments makes. */
export function linkOf(word: string, written: readonly unknown[]): Link {
  const { site, args } = readCall(written);
  return Object.freeze({ word, site, args: Object.freeze(args.slice()) });
}

/**
 * The link as the compiler gets it. Arms are called here and not by the word: an arm may then name a flow that stands
 * further down in the module, and a worker that only loads the module calls none. Arguments left out at the end are not
 * there, spelled `undefined` or not.
 */
export function draftLink(link: Link, builders: Builders): LinkDraft {
  const { word, site } = link;
  const args = link.args.slice(0, link.args.findLastIndex(arg => arg !== undefined) + 1);
  if (args.length > 1 && word === "forEach") return { word, site, args: draftForEach(args, builders) };
  if (args.length > 1 && word === "each") return { word, site, args: draftEach(args, builders) };
  const roles = rolesOf(word);
  return {
    word,
    site,
    args: args.map((arg, place) => {
      const resolved = resolveArms(roles[place], arg, builders);
      return roles[place] === "flow" ? draftFlow(resolved) : draftArgument(resolved);
    }),
  };
}

function draftForEach(args: readonly unknown[], builders: Builders): readonly ArgumentDraft[] {
  const [list, arm, ...rest] = args;
  const loop: Loop = Object.freeze({});
  const body = draftWithin(loop, () => draftArgument(resolveForEach(loop, arm, builders)));
  return [draftArgument(list), body, ...rest.map(arg => draftArgument(arg))];
}

function draftEach(args: readonly unknown[], builders: Builders): readonly ArgumentDraft[] {
  const [list, arm, ...rest] = args;
  return [list, resolveEach(list, arm, builders), ...rest].map(arg => draftArgument(arg));
}
