import type { Json, Row } from "@flowline/ir";

/** What made a cursor move: its deadline passed, or the body of its step came to something. */
export type Stimulus =
  | { readonly kind: "due" }
  | { readonly kind: "completed"; readonly output: Json }
  | { readonly kind: "failed"; readonly error: string; readonly retry: boolean; readonly retryAfterMs: number | null };

/** What the decision needed from outside: the subject as it is now (`null` when its row is gone) and flow time. */
export interface Facts {
  readonly subject: Row | null;
  readonly nowMs: number;
}

/** Where a cursor stands when the stimulus arrives. */
export interface Position {
  readonly node: number;
  /** Counts from 1; `UNDECIDED` where the cursor has come to the node but nothing has been decided there. */
  readonly attempt: number;
  /** Uniform in [0, 1): spreads retries. */
  readonly jitter: number;
}

/** The attempt of a cursor that lies at a decide, or at a step without an intent: the way on from here is to be decided. */
export const UNDECIDED = 0;

/** What the engine wants to become true, or what it must know first. */
export type Decision =
  | { readonly kind: "needs subject" }
  /** Go on to a step with this intent: its values are fixed from here on. */
  | { readonly kind: "step"; readonly node: number; readonly vars: Row; readonly notes: readonly Note[] }
  /** Sleep at a node until `delayMs` of flow time have passed since the commit. */
  | {
      readonly kind: "park";
      readonly node: number;
      readonly delayMs: number;
      readonly notes: readonly Note[];
    }
  /** Try the same step again later, with the same intent. */
  | { readonly kind: "retry"; readonly delayMs: number; readonly error: string; readonly notes: readonly Note[] }
  /** Decide later, at this node, because the subject cannot be read now. */
  | {
      readonly kind: "postpone";
      readonly node: number;
      readonly attempt: number;
      readonly delayMs: number;
      readonly error: string;
      readonly notes: readonly Note[];
    }
  | {
      readonly kind: "end";
      readonly state: "completed" | "failed" | "canceled";
      readonly reason: string;
      readonly notes: readonly Note[];
    };

/** A line of history that commits together with the decision. */
export type Note =
  | { readonly kind: "completed"; readonly node: number; readonly data: Json }
  | { readonly kind: "skipped"; readonly node: number; readonly data: null }
  | { readonly kind: "waiting"; readonly node: number; readonly data: null }
  | {
      readonly kind: "decided";
      readonly node: number;
      readonly data: { readonly reads: Row; readonly verdict: boolean };
    }
  | { readonly kind: "attempt failed"; readonly node: number; readonly data: { readonly error: string } };
