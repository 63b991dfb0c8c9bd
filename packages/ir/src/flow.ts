import type { Expression } from "./expression/ast.js";
import type { KernelNode } from "./nodes/kernel-node.js";
import type { NodeId } from "./nodes/node-id.js";
import type { Span } from "./span.js";
import type { SubjectIr } from "./subject.js";

/** The IR's version. It stays 0 until the whole kernel has run on the engine. */
export const IR_VERSION = 0;

/** A compiled flow: the only contract between compiler, runtime, messages and studio. */
export interface FlowIr extends FlowSemantics {
  readonly irVersion: typeof IR_VERSION;
  /** SHA-256 (lower-case hex) of the canonical JSON of the semantic part. */
  readonly hash: string;
  /** Where things came from. Not part of the hash, never read by the engine. */
  readonly meta: FlowMeta;
}

/** What a flow means: everything here enters the hash, nothing else does. */
export interface FlowSemantics {
  readonly flow: string;
  readonly subject: SubjectIr;
  readonly trigger: AudienceTrigger;
  readonly entry: NodeId;
  readonly nodes: Readonly<Record<NodeId, KernelNode>>;
}

/** The standing audience: every subject for whom the predicate holds is enrolled once per flow name. */
export interface AudienceTrigger {
  readonly type: "audience";
  readonly predicate: Expression;
}

export interface FlowMeta {
  /** The flow's file, relative to the project's folder, with forward slashes. */
  readonly file: string;
  readonly trigger: NodeMeta;
  readonly nodes: Readonly<Record<NodeId, NodeMeta>>;
}

/** How a node was written. */
export interface NodeMeta {
  /** The surface word (`send`, `waitFor`), or `guard` and `end` for the nodes that the compiler made. */
  readonly word: string;
  /** One short line for people: `send "hi"`, `wait 7d`, `!user.upgraded`. */
  readonly label: string;
  readonly span: Span | null;
  readonly editability: Editability;
}

/** What a canvas may do with the node's source. */
export type Editability =
  | { readonly kind: "literal" }
  | { readonly kind: "config" }
  | { readonly kind: "locked"; readonly reason: string };
