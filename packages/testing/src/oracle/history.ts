import type { Json, NodeId } from "@flowline/ir";
import type { StepError } from "./handlers.js";
import type { StartedBy } from "./started-by.js";

/** One thing that happened, in the order in which it happened. */
export type HistoryEntry = Happening & {
  /** Flow time in milliseconds since 1970. */
  readonly atMs: number;
  readonly run: string;
  readonly flow: string;
};

/** Fields and variables that a decision read, with the values that it found. */
export type Read = Readonly<Record<string, Json>>;

/** What can happen to a run. */
export type Happening =
  | RunHappening
  | MoveHappening
  | StepHappening
  | WaitHappening
  | ApprovalHappening
  | FailureHappening
  | WatchHappening;

/** How a run begins and ends. */
type RunHappening =
  | {
      readonly what: "started";
      readonly by: StartedBy;
      readonly subject: string | null;
      readonly trigger: Json;
    }
  /** Held back by a limit of the flow, or behind an earlier run of the same subject and keys. */
  | { readonly what: "queued" }
  | { readonly what: "let in" }
  /** `again: "update"` has replaced `trigger`. */
  | { readonly what: "updated"; readonly trigger: Json }
  | {
      readonly what: "ended";
      readonly state: "completed" | "failed" | "canceled";
      readonly outcome: string;
      readonly reason: string | null;
    };

/** Where control goes. */
type MoveHappening =
  | { readonly what: "arrived"; readonly node: NodeId }
  | { readonly what: "decided"; readonly node: NodeId; readonly arm: string | null; readonly read: Read }
  /** `node` is the step that did not run, `by` its guard. */
  | { readonly what: "skipped"; readonly node: NodeId; readonly by: NodeId; readonly read: Read }
  | { readonly what: "set"; readonly node: NodeId; readonly values: Read }
  | { readonly what: "emitted"; readonly node: NodeId; readonly event: string; readonly payload: Json }
  | { readonly what: "forked"; readonly node: NodeId; readonly arms: readonly string[] }
  | { readonly what: "joined"; readonly node: NodeId; readonly arm: string; readonly arrivals: number }
  | {
      readonly what: "item began";
      readonly node: NodeId;
      readonly key: Json;
      readonly item: Json;
      readonly round: number;
    }
  | { readonly what: "item ended"; readonly node: NodeId; readonly key: Json; readonly failed: boolean }
  | { readonly what: "pass began"; readonly node: NodeId; readonly pass: number }
  | { readonly what: "called"; readonly node: NodeId; readonly child: string; readonly detached: boolean }
  | { readonly what: "returned"; readonly node: NodeId; readonly child: string; readonly state: string }
  | { readonly what: "canceled"; readonly node: NodeId };

/** What becomes of a step. */
type StepHappening =
  | { readonly what: "began"; readonly node: NodeId; readonly attempt: number }
  | { readonly what: "sent"; readonly node: NodeId; readonly message: string; readonly to: Json }
  | { readonly what: "completed"; readonly node: NodeId; readonly output: Json }
  | {
      readonly what: "attempt failed";
      readonly node: NodeId;
      readonly attempt: number;
      readonly error: StepError;
      /** When it is tried again; null: never. */
      readonly againAtMs: number | null;
    }
  | { readonly what: "undone"; readonly node: NodeId }
  | { readonly what: "undo failed"; readonly node: NodeId; readonly error: StepError };

/** What becomes of a wait. */
type WaitHappening =
  | {
      readonly what: "waiting";
      readonly node: NodeId;
      readonly untilMs: number | null;
      readonly events: readonly string[];
      readonly approval: string | null;
    }
  | { readonly what: "deadline moved"; readonly node: NodeId; readonly untilMs: number | null }
  /** `number` tells occurrences of one event apart. */
  | {
      readonly what: "consumed";
      readonly node: NodeId;
      readonly event: string;
      readonly number: number;
      readonly as: string;
    }
  | { readonly what: "woke"; readonly node: NodeId; readonly outcome: string };

/** What people do. */
type ApprovalHappening =
  | { readonly what: "reminded"; readonly node: NodeId; readonly people: readonly string[] }
  | {
      readonly what: "answered";
      readonly node: NodeId;
      readonly by: string;
      readonly approved: boolean;
      /** Why the answer does not count; null: it does. */
      readonly ignored: "stranger" | "second answer" | null;
    }
  /** An answer for which nobody waits. */
  | { readonly what: "late"; readonly of: string; readonly by: string };

/** What goes wrong. */
type FailureHappening =
  | { readonly what: "failed"; readonly node: NodeId; readonly error: StepError }
  | { readonly what: "arm failed"; readonly node: NodeId; readonly arm: string; readonly error: StepError }
  | { readonly what: "caught"; readonly node: NodeId; readonly error: StepError }
  | { readonly what: "run failed"; readonly error: StepError };

/** What the watchers see. */
type WatchHappening =
  | { readonly what: "goal"; readonly name: string; readonly read: Read }
  | { readonly what: "exit seen"; readonly name: string; readonly read: Read };
