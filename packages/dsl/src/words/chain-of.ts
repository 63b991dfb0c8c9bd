import { DRAFT, type FlowDraft, type JourneyDraft } from "@flowline/ir";
import type { Builders } from "../draft/resolve-arms.js";
import { draftLink, type Link, linkOf } from "./link.js";
import { DAG_WORDS, LINK_WORDS } from "./vocabulary.js";

const BUILDERS: Builders = { arm: () => shellOf(LINK_WORDS, [], null), dag: () => shellOf(DAG_WORDS, [], null) };

/** The chain of these links. What it is for the types is the caller's to say: all chains run the same code. */
export function chainOf<Made>(links: readonly Link[], journey?: JourneyDraft): Made;
export function chainOf(links: readonly Link[], journey: JourneyDraft | null = null): unknown {
  return shellOf(LINK_WORDS, links, journey);
}

/** The chain as the work of a journey, or undefined for what is no chain. */
export function withJourney(chain: unknown, journey: JourneyDraft): object | undefined {
  const links = linksOf(chain);
  return links === undefined ? undefined : shellOf(LINK_WORDS, links, journey);
}

/** Where a chain keeps its links. A global symbol: a journey's package may bring a second copy of this one. */
const LINKS: unique symbol = Symbol.for("flowline.links");

function linksOf(chain: unknown): readonly Link[] | undefined {
  const links: unknown = typeof chain === "object" && chain !== null ? Reflect.get(chain, LINKS) : undefined;
  return Array.isArray(links) ? links : undefined;
}

/** The word at the head of a chain. Its types are the caller's to say. */
export function headOf<Word>(word: string): Word;
export function headOf(word: string): unknown {
  return (...written: readonly unknown[]) => shellOf(LINK_WORDS, [linkOf(word, written)], null);
}

/** A thin shell round a frozen list of links, so that chains may share a beginning. */
function shellOf(words: readonly string[], links: readonly Link[], journey: JourneyDraft | null): object {
  const add =
    (word: string) =>
    (...written: readonly unknown[]): object =>
      shellOf(words, [...links, linkOf(word, written)], journey);
  return Object.freeze({
    ...Object.fromEntries(words.map(word => [word, add(word)])),
    [LINKS]: links,
    [DRAFT]: (part?: "whole" | "head"): FlowDraft => ({
      links: (part === "head" ? links.slice(0, 1) : links).map(link => draftLink(link, BUILDERS)),
      journey,
    }),
  });
}
