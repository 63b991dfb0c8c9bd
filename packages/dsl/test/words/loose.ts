import { DRAFT, type FlowDraft } from "@flowline/ir";
import * as dsl from "../../src/index.js";

/** A chain as an author without types sees it: every word takes anything. */
export type LooseChain = Readonly<Record<string, (...args: readonly unknown[]) => LooseChain>> & {
  [DRAFT](): FlowDraft;
};

/** The heads without their types. */
export const loose = dsl as unknown as LooseChain;

/** The last link of a chain as the compiler gets it. */
export function lastLink(chain: LooseChain): FlowDraft["links"][number] | undefined {
  return chain[DRAFT]().links.at(-1);
}

/** A lambda outside of a compile. */
export const LAMBDA_DRAFT = { kind: "lambda", lambda: { lambda: null, captures: [] } } as const;

/** A plain value in a draft. */
export const json = (value: unknown) => ({ kind: "json", value });

/** A chain of sends in a draft, as an arm gives it. */
export const sends = (...messages: readonly string[]) => ({
  kind: "chain",
  chain: { links: messages.map(message => ({ word: "send", site: null, args: [json(message)] })), journey: null },
});
