import { DRAFT, type DraftLink, type FlowDraft } from "@flowline/ir";
import type { Duration } from "../duration.js";
import { draftSend, type SendLink, sendLink } from "../links/send-link.js";
import { draftWaitFor, type WaitForLink, waitForLink } from "../links/wait-for-link.js";
import type { Guard } from "./guard.js";

/** A flow in the making. A value: each word gives a new chain and leaves this one as it is. */
export interface Chain<Subject> {
  /** Pauses for a length of flow time: `.waitFor("7d")` is 168 hours. */
  waitFor(duration: Duration): Chain<Subject>;
  /** Sends a message; skipped where the guard does not hold when the run arrives here. */
  send(message: string, guard?: Guard<Subject>): Chain<Subject>;
  /** The chain as the compiler gets it. */
  readonly [DRAFT]: () => FlowDraft;
}

type Link = SendLink | WaitForLink;

/** The chain of these links: a thin shell round a frozen list, so that chains may share a beginning. */
export function chainOf<Subject>(links: readonly Link[]): Chain<Subject> {
  const then = (link: Link): Chain<Subject> => chainOf([...links, link]);
  return Object.freeze({
    waitFor: (...written: readonly unknown[]) => then(waitForLink(written)),
    send: (...written: readonly unknown[]) => then(sendLink(written)),
    [DRAFT]: (): FlowDraft => ({ links: links.map(draftOf) }),
  });
}

function draftOf(link: Link): DraftLink {
  switch (link.word) {
    case "send":
      return draftSend(link);
    case "waitFor":
      return draftWaitFor(link);
  }
}
