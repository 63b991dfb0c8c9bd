import type { ArgumentDraft, LinkDraft, SiteNumber } from "@flowline/ir";
import { draftArgument, draftFlow } from "../draft/draft-argument.js";
import { readCall } from "../draft/read-call.js";
import { type Builders, resolveArms, resolveEach } from "../draft/resolve-arms.js";
import { rolesOf } from "./vocabulary.js";

/** One call of the language, its arms already called. The values are kept as they were written. */
export interface Link {
  readonly word: string;
  readonly site: SiteNumber | null;
  readonly args: readonly unknown[];
}

/** The link that a call of this word with these arguments makes. */
export function linkOf(word: string, written: readonly unknown[], builders: Builders): Link {
  const { site, args } = readCall(written);
  const roles = rolesOf(word);
  const [list, arm] = args;
  const resolved =
    word === "each"
      ? [list, resolveEach(list, arm, builders), ...args.slice(2)]
      : args.map((arg, place) => resolveArms(roles[place], arg, builders));
  return Object.freeze({ word, site, args: Object.freeze(resolved) });
}

/** The link as the compiler gets it. Arguments left out at the end are not there, spelled `undefined` or not. */
export function draftLink(link: Link): LinkDraft {
  const roles = rolesOf(link.word);
  const given = link.args.slice(0, link.args.findLastIndex(arg => arg !== undefined) + 1);
  const args = given.map(
    (arg, place): ArgumentDraft => (roles[place] === "flow" ? draftFlow(arg) : draftArgument(arg)),
  );
  return { word: link.word, site: link.site, args };
}
