import type { WaitForDraft } from "@flowline/ir";
import { jsonOf } from "../json-of.js";
import { readCall } from "./read-call.js";

/** A `waitFor` in a chain. The value is kept as it was written; only the compiler judges it. */
export interface WaitForLink {
  readonly word: "waitFor";
  readonly site: number | null;
  readonly duration: unknown;
}

/** The link that a call of `waitFor` with these arguments makes. */
export function waitForLink(written: readonly unknown[]): WaitForLink {
  const { site, args } = readCall(written);
  return Object.freeze({ word: "waitFor", site, duration: args[0] });
}

/** The link as the compiler gets it. */
export function draftWaitFor(link: WaitForLink): WaitForDraft {
  return { word: "waitFor", site: link.site, duration: jsonOf(link.duration) };
}
