import type { SendAction } from "./nodes/step.js";
import type { Row } from "./value-type.js";

// The seam between the engine, which asks for sends, and whoever carries them out. Neither imports the other.

/** One try of a step, as a handler gets it. No transaction is open and no connection is held while it runs. */
export interface StepAttempt {
  readonly flow: string;
  readonly nodeId: string;
  readonly action: SendAction;
  readonly runId: string;
  readonly subjectName: string;
  readonly subjectId: string;
  /** The values of `action.reads`, as they stood when the intent was committed. */
  readonly subject: Row;
  /** The same on every attempt of this node of this run, and on no other: 32 hex digits. */
  readonly idempotencyKey: string;
  /** Counts from 1. A lost worker does not use one up. */
  readonly attempt: number;
  /** Aborts when the worker stops or has lost its lease: what is done after that will not be committed. */
  readonly signal: AbortSignal;
}

/** What came of an attempt. Throwing means the same as `{ status: "failed", retry: true }`. */
export type StepResult =
  | { readonly status: "completed"; readonly output: StepOutput }
  | { readonly status: "failed"; readonly error: string; readonly retry: boolean; readonly retryAfterMs?: number };

/** Kept in history: who got what, never the content. */
export type StepOutput = Readonly<Record<string, string | number | boolean | null>>;

/** Serves the sends of a project. */
export interface SendHandler {
  /**
   * Whether this worker can carry out the send as the deployed version describes it (its message exists and needs no
   * more than `action.reads`); else the reason. Cursors at a send that is not served are left for other workers.
   */
  check(action: SendAction): { readonly served: true } | { readonly served: false; readonly reason: string };
  send(attempt: StepAttempt): Promise<StepResult>;
}
