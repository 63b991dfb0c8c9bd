import type { Concurrency } from "./concurrency.js";
import type { EventIr } from "./event.js";
import type { KernelNode } from "./nodes/kernel-node.js";
import type { NodeId, VariableName } from "./nodes/node-id.js";
import type { Span } from "./span.js";
import type { SubjectIr } from "./subject.js";
import type { Trigger } from "./trigger.js";
import type { ValueType } from "./value-type.js";
import type { Watcher } from "./watcher.js";

/** The IR's version. It stays 0 until the whole kernel has run on the engine. */
export const IR_VERSION = 0;

/** A compiled flow: the only contract between compiler, runtime, messages and studio. */
export interface FlowIr extends FlowSemantics {
  readonly irVersion: typeof IR_VERSION;
  /** SHA-256 (lower-case hex) of the canonical JSON of the semantic part. */
  readonly hash: string;
  /**
   * By node: the variables, sorted, that a cursor standing there must carry, because a later node, or an undo, a catch, a
   * watcher or a join in scope may read them. Follows from the semantic part and so is not part of the hash.
   */
  readonly live: Readonly<Record<NodeId, readonly VariableName[]>>;
  /** Where things came from. Not part of the hash, never read by the engine. */
  readonly meta: FlowMeta;
}

/** What a flow means: everything here enters the hash, nothing else does. */
export interface FlowSemantics {
  readonly flow: string;
  /** Null: the flow is about nobody (`schedule`, `manual`, `task`). */
  readonly subject: SubjectIr | null;
  readonly trigger: Trigger;
  /** The events that the flow takes or emits, as the project declares them. */
  readonly events: Readonly<Record<string, EventIr>>;
  readonly watchers: readonly Watcher[];
  /** Where control goes when the run has failed and what can be undone is undone; it ends at the flow's `end`. Null: nowhere. */
  readonly onError: NodeId | null;
  readonly concurrency: readonly Concurrency[];
  /** The type of every variable that some node writes. */
  readonly variables: Readonly<Record<VariableName, ValueType>>;
  readonly entry: NodeId;
  readonly nodes: Readonly<Record<NodeId, KernelNode>>;
}

export interface FlowMeta {
  /** The flow's file, relative to the project's folder, with forward slashes. */
  readonly file: string;
  readonly trigger: NodeMeta;
  /** By the watcher's name. */
  readonly watchers: Readonly<Record<string, NodeMeta>>;
  readonly nodes: Readonly<Record<NodeId, NodeMeta>>;
  /** What the author wrote for readers of the canvas, in order. */
  readonly notes: readonly Note[];
}

/** A remark of the author's, at the node that follows it. */
export interface Note {
  readonly text: string;
  /** Null: at the end. */
  readonly before: NodeId | null;
}

/** How a node was written. */
export interface NodeMeta {
  /** The surface word (`send`, `waitFor`), or `guard`, `join` and `end` for the nodes that the compiler made. */
  readonly word: string;
  /** One short line for people: `send "hi"`, `wait 7d`, `!user.upgraded`. */
  readonly label: string;
  readonly span: Span | null;
  readonly editability: Editability;
  /** The journey call that made the node, innermost last; empty: the flow's own source. */
  readonly from: readonly JourneyCall[];
  /** Names of the groups that it stands in, outermost first. */
  readonly groups: readonly string[];
}

/** A call of a journey. */
export interface JourneyCall {
  readonly journey: string;
  readonly span: Span | null;
}

/** What a canvas may do with the node's source. */
export type Editability =
  /** All of it is written here, once. */
  | { readonly kind: "literal" }
  /** It comes from a journey: change the configuration at the journey's call. */
  | { readonly kind: "config" }
  | { readonly kind: "locked"; readonly reason: string };
