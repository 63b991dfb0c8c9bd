import type { NodeId } from "../nodes/node-id.js";
import { successorsOf } from "./edges-of.js";
import { type FlowGraph, findNode } from "./find-node.js";

/**
 * Every node that can be reached, each after all that lead to it (where the graph has no cycle), beginning with the
 * entry; a branch's first arm comes first, a body before what follows its owner, and `onError` after what the entry reaches.
 * The order depends on the arrows alone, not on the order of keys.
 */
export function nodesInOrder(flow: FlowGraph): readonly NodeId[] {
  const finished: NodeId[] = [];
  const seen = new Set<NodeId>();
  // What finishes first ends up last when the whole is turned round: so `onError` is walked before the entry.
  if (flow.onError !== null) walk(flow, flow.onError, { seen, finished });
  walk(flow, flow.entry, { seen, finished });
  return finished.filter(id => findNode(flow, id) !== undefined).reverse();
}

interface Walk {
  readonly seen: Set<NodeId>;
  readonly finished: NodeId[];
}

/** Depth first with a stack of its own, so that a flow of many thousand nodes cannot exhaust the call stack. */
function walk(flow: FlowGraph, from: NodeId, { seen, finished }: Walk): void {
  if (seen.has(from)) return;
  seen.add(from);
  const stack = [visitOf(flow, from)];
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const next = top.pending.pop();
    if (next === undefined) {
      finished.push(top.id);
      stack.pop();
    } else if (!seen.has(next)) {
      seen.add(next);
      stack.push(visitOf(flow, next));
    }
  }
}

/** `pending` gives the last arm first. */
function visitOf(flow: FlowGraph, id: NodeId): { readonly id: NodeId; readonly pending: NodeId[] } {
  const node = findNode(flow, id);
  return { id, pending: node === undefined ? [] : [...successorsOf(node)] };
}
