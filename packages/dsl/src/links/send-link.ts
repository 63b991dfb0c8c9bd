import type { SendDraft } from "@flowline/ir";
import { jsonOf } from "../json-of.js";
import { describeLambda } from "../lambda.js";
import { readCall } from "./read-call.js";

/** A `send` in a chain. The values are kept as they were written; only the compiler judges them. */
export interface SendLink {
  readonly word: "send";
  readonly site: number | null;
  readonly message: unknown;
  readonly guard: unknown;
}

/** The link that a call of `send` with these arguments makes. */
export function sendLink(written: readonly unknown[]): SendLink {
  const { site, args } = readCall(written);
  const [message, guard] = args;
  return Object.freeze({ word: "send", site, message, guard });
}

/** The link as the compiler gets it. */
export function draftSend(link: SendLink): SendDraft {
  const guard = link.guard === undefined ? null : describeLambda(link.guard);
  return { word: "send", site: link.site, message: jsonOf(link.message), guard };
}
