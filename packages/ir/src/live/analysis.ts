import type { FlowSemantics } from "../flow.js";
import type { Place, Token } from "../graph/place.js";
import type { KernelNode } from "../nodes/kernel-node.js";
import type { NodeId, VariableName } from "../nodes/node-id.js";
import type { BitSet } from "./bit-set.js";
import { type ControlEdge, isFinal } from "./control-edges.js";

/** The tables that the parts of the analysis fill one after the other. Variables are numbers in them. */
export interface Analysis {
  readonly flow: FlowSemantics;
  /** Sorted. */
  readonly names: readonly VariableName[];
  readonly numbers: ReadonlyMap<VariableName, number>;
  /** In the order of the flow. */
  readonly points: ReadonlyMap<NodeId, Point>;
  /** The tokens that end at a join. */
  readonly arrivals: ReadonlyMap<NodeId, ReadonlySet<Token>>;
}

/** A node, and what is known of it. */
export interface Point {
  readonly id: NodeId;
  readonly node: KernelNode;
  /** From the innermost outwards. */
  readonly around: readonly Place[];
  readonly ways: readonly Way[];
  /** What may be read while a cursor stands here. */
  readonly reads: BitSet;
  /** What may have been written when a cursor comes here. */
  readonly written: BitSet;
  readonly live: BitSet;
}

/** A way of control with its writes as numbers. */
export interface Way extends ControlEdge {
  readonly kills: BitSet;
}

/** Whether a cursor that comes here is gone at once. */
export function isOver({ node }: Point): boolean {
  return isFinal(node);
}

/** Whether the node is a map whose items run at the same time, each with variables of its own. */
export function hasPrivateItems(node: KernelNode | undefined): boolean {
  return node?.kind === "map" && node.concurrency > 1;
}
