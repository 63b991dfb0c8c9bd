import type { Expression } from "../expression/ast.js";
import type { NodeId, VariableName } from "./node-id.js";

/** A node that touches the outside world or runs user code. Its body may run more than once; it commits once. */
export interface StepNode {
  readonly kind: "step";
  readonly action: StepAction;
  /** Takes what the step came to; null where nobody may read it. */
  readonly out: VariableName | null;
  /** Null: the engine's default. */
  readonly retry: RetryPolicy | null;
  /** How long one attempt may run; null: the engine's default. */
  readonly timeoutMs: number | null;
  /** Whether the step has an `undo` body, which runs when a scope around it fails after it has completed. */
  readonly undo: boolean;
  readonly rateLimit: RateLimit | null;
  /** Where control goes when no attempt is left, with the error in `error.NODE`; null: the failure propagates. */
  readonly failed: NodeId | null;
  readonly next: NodeId;
}

/** What a step does. */
export type StepAction = SendAction | DoAction | HttpAction;

/**
 * Render a message and hand it to a channel's provider. `reads` names, sorted, every field of the subject that
 * rendering and addressing need: they are read when the cursor arrives at the step, kept in its intent, and not
 * read again by a second attempt. `data` likewise is computed on arrival.
 */
export interface SendAction {
  readonly type: "send";
  readonly message: string;
  readonly channel: string;
  /** `idempotent`: every try carries the same key and Message-ID; a crash may repeat it. */
  readonly delivery: "idempotent" | "atMostOnce";
  /** The recipient's address: an expression over the subject and the run's variables. */
  readonly to: Expression;
  /** Further variables of the template: an object; null where the subject's fields are all it uses. */
  readonly data: Expression | null;
  readonly reads: readonly string[];
}

/** Run the author's body, bound late by flow and node id. */
export interface DoAction {
  readonly type: "do";
  /** Sorted: the fields of the subject that the body gets; null: all of them. Empty where the flow has no subject. */
  readonly subject: readonly string[] | null;
  /** Sorted: the variables that the body may read; null where it hands `steps` or `vars` on and so may read any. */
  readonly reads: readonly VariableName[] | null;
}

/** Make one HTTP request that the IR describes; what it came to is `{ status, body }`. */
export interface HttpAction {
  readonly type: "http";
  /** An object with `method`, `url` and perhaps `headers`, `query`, `body`, `sign`; computed on arrival. */
  readonly request: Expression;
  /** Statuses outside 200 to 299 that are an outcome and not a failure. Sorted. */
  readonly accepts: readonly number[];
}

/** When to try again. */
export interface RetryPolicy {
  /** How often at most, the first try included. */
  readonly attempts: number;
  /** The pause before the second try, the third, ...; the last one holds for those that follow. */
  readonly afterMs: readonly number[];
  /** Each pause grows by this factor beyond the end of the table; 1: it stays. */
  readonly factor: number;
  /** The longest pause. */
  readonly maxMs: number;
  /** How much of a pause chance may take off: 0 to 1. */
  readonly jitter: number;
  /** Whether a longer `Retry-After` of the other side wins. */
  readonly honorRetryAfter: boolean;
}

/** A budget that many steps share. */
export interface RateLimit {
  readonly name: string;
  /** How much of the budget one attempt takes. */
  readonly units: number;
  /** One budget per value; null: one for all. */
  readonly key: Expression | null;
}
