import type { Json, NodeId, Row } from "@flowline/ir";

/** What a step is told of an error, and what catches it gets. */
export interface StepError {
  readonly name: string;
  readonly message: string;
}

/** One try of a step's body, or of its undo. */
export interface StepCall {
  readonly kind: "send" | "do" | "http" | "undo";
  readonly flow: string;
  readonly run: string;
  readonly node: NodeId;
  /** From 1. */
  readonly attempt: number;
  readonly nowMs: number;
  readonly subjectId: string | null;
  /** The fields that the step reads, taken on arrival; null where it reads none. */
  readonly subject: Row | null;
  /** The run's variables, as the step sees them. */
  readonly variables: Readonly<Record<string, Json>>;
  /** `{ message, channel, to, data }` of a send, the request of an http, what an undo's step came to; else null. */
  readonly input: Json;
}

/** What one try came to. */
export type StepOutcome =
  | { readonly output: Json; readonly takesMs?: number }
  | {
      readonly error: {
        readonly message: string;
        readonly name?: string;
        /** Whether no further try can help. */
        readonly final?: boolean;
        /** When the other side wants to be asked again, in milliseconds. */
        readonly retryAfterMs?: number;
      };
      readonly takesMs?: number;
    };

/** What stands in for the outside world. Each may be asked several times for one node. */
export interface Handlers {
  /** Default: sent. */
  readonly send?: (call: StepCall) => StepOutcome;
  /** Default: null. */
  readonly do?: (call: StepCall) => StepOutcome;
  /** Default: `{ status: 200, body: null }`. */
  readonly http?: (call: StepCall) => StepOutcome;
  /** Default: it works. */
  readonly undo?: (call: StepCall) => StepOutcome;
  /** An expression written with `js(...)`, by its name. No default: a flow that asks one needs it. */
  readonly js?: (name: string, subject: Row | null, variables: Readonly<Record<string, Json>>) => Json;
}
