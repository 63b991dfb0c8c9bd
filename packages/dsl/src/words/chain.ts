import type { DRAFT, FlowDraft } from "@flowline/ir";
import type { Duration } from "../duration.js";
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
