import type { EventIr, FlowIr, Json, MapNode, NodeId, Row, WaitNode } from "@flowline/ir";
import type { Handlers, StepError } from "./handlers.js";
import type { HistoryEntry } from "./history.js";
import type { StartedBy } from "./started-by.js";

/** Everything there is. The oracle is a few functions that change it, in the order of a virtual clock. */
export interface World {
  readonly flows: ReadonlyMap<string, FlowIr>;
  readonly events: Readonly<Record<string, EventIr>>;
  /** Kind of subject, then id. */
  readonly subjects: Map<string, Map<string, Row>>;
  readonly handlers: Handlers;
  /** Flow time. */
  nowMs: number;
  /** The last number given: runs, cursors, arrivals and events are numbered together, and so are ordered. */
  count: number;
  /** In the order in which they were created; none is ever taken out. */
  readonly runs: Run[];
  /** What can be done at once, in turn. */
  readonly jobs: Job[];
  readonly timers: Timer[];
  /** Every event that has occurred. */
  readonly occurred: Occurred[];
  readonly history: HistoryEntry[];
  /** What a cursor does at its node: the table of all kinds of nodes, so that none needs to know the others. */
  readonly arrive: (cursor: Cursor) => void;
}

/** Something that can be done now. It is left out where its cursor or its run is gone by then. */
interface Job {
  readonly run: Run;
  readonly cursor: Cursor | null;
  readonly act: () => void;
}

/** Something to do later for a cursor that stays where it is. */
export interface Timer {
  readonly atMs: number;
  readonly number: number;
  readonly cursor: Cursor;
  readonly act: () => void;
}

/** An event, with what the project's declaration derives from its payload. */
export interface Occurred {
  readonly number: number;
  readonly atMs: number;
  readonly name: string;
  readonly payload: Json;
  readonly subject: { readonly kind: string; readonly id: string } | null;
  readonly keys: Readonly<Record<string, Json>>;
}

/** How a run has ended. */
export interface Ending {
  readonly state: "completed" | "failed" | "canceled";
  readonly outcome: "completed" | "exited" | "converted" | "failed" | "canceled";
  readonly reason: string | null;
}

export interface Run {
  readonly id: string;
  readonly number: number;
  readonly flow: FlowIr;
  readonly subject: string | null;
  readonly keys: Readonly<Record<string, Json>>;
  readonly beganMs: number;
  readonly by: StartedBy;
  /** Whether it waits behind earlier runs of the same subject and keys (`again: "queue"`). */
  readonly behind: boolean;
  /** False while it is held back. */
  admitted: boolean;
  /** Null while it lives. */
  ending: Ending | null;
  endedMs: number | null;
  readonly store: Store;
  cursors: Cursor[];
  /** Numbers of the events that it has consumed, its trigger's among them. */
  readonly consumed: Set<number>;
  /** Names of the goals that it has reached. */
  readonly goals: Set<string>;
  /** Completed steps that a failure would undo, in the order of their completion. */
  undo: Undoable[];
  /** Set when a failure has reached the run; from then on it runs `onError`. */
  failing: StepError | null;
  /** What an awaiting parent does when it ends. */
  onEnd: (() => void) | null;
}

/** Variables. A run has one store; each item of a concurrent map has one of its own. */
export type Store = Map<string, Json>;

export interface Undoable {
  readonly node: NodeId;
  readonly output: Json;
  /** The innermost scope that the step now belongs to. */
  readonly scope: ScopeFrame | null;
  readonly store: Store;
}

export interface Cursor {
  readonly number: number;
  readonly run: Run;
  node: NodeId;
  arrivedMs: number;
  /** Orders arrivals among themselves and against events. */
  arrival: number;
  frame: Frame | null;
  store: Store;
  alive: boolean;
  /** Set while it lies at a wait. */
  wait: OpenWait | null;
  /** Set while it awaits a child. */
  child: Run | null;
  /** Whether it lies between two passes of a loop. */
  paused: boolean;
}

/** A body that a cursor stands in. `outer` is the next one out; `store` has the variables of what is around it. */
export type Frame = ArmFrame | ItemFrame | PassFrame | ScopeFrame;

interface FrameAround {
  readonly outer: Frame | null;
  readonly store: Store;
}

export interface ArmFrame extends FrameAround {
  readonly kind: "arm";
  readonly arm: string;
  readonly group: ForkGroup;
}

/** One passage through a fork that opens. */
export interface ForkGroup {
  readonly join: NodeId;
  readonly arms: Map<string, "running" | "done" | "failed" | "canceled">;
  /** Arrivals by join. */
  readonly arrivals: Map<NodeId, number>;
  first: string | null;
  failures: number;
}

export interface ItemFrame extends FrameAround {
  readonly kind: "item";
  readonly place: number;
  readonly group: MapGroup;
}

/** One passage through a map. */
export interface MapGroup extends FrameAround {
  readonly node: NodeId;
  readonly map: MapNode;
  readonly items: readonly Json[];
  /** What tells items apart in history. */
  readonly keys: readonly Json[];
  readonly collected: Json[];
  round: number;
  /** The place of the item that begins next. */
  next: number;
  running: number;
  /** Whether `until` has held. */
  done: boolean;
}

export interface PassFrame extends FrameAround {
  readonly kind: "pass";
  readonly node: NodeId;
  readonly pass: number;
  readonly beganMs: number;
}

export interface ScopeFrame extends FrameAround {
  readonly kind: "scope";
  readonly node: NodeId;
}

/** A wait that has not come to anything yet. */
export interface OpenWait {
  readonly node: WaitNode;
  untilMs: number | null;
  timer: Timer | null;
  /** Of a wait for all: the subscriptions that have had their event. */
  readonly taken: Map<string, Json>;
  readonly people: readonly string[];
  readonly decisions: Decision[];
}

export interface Decision {
  readonly by: string;
  readonly approved: boolean;
  readonly comment: string | null;
}
