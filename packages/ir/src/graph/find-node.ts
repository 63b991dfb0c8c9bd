import type { FlowSemantics } from "../flow.js";
import type { KernelNode } from "../nodes/kernel-node.js";
import type { NodeId } from "../nodes/node-id.js";

/** The part of a flow that graph queries need. */
export type FlowGraph = Pick<FlowSemantics, "entry" | "onError" | "nodes">;

/** The flow's node of that id, or undefined. Ids are the author's words, so `constructor` must not find anything else. */
export function findNode(flow: Pick<FlowGraph, "nodes">, id: NodeId): KernelNode | undefined {
  return Object.hasOwn(flow.nodes, id) ? flow.nodes[id] : undefined;
}
