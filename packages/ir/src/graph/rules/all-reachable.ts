import type { FlowGraph } from "../find-node.js";
import type { GraphProblem } from "../graph-problem.js";
import { nodesInOrder } from "../nodes-in-order.js";

/** Every node lies on a path from the entry or from `onError`: what nobody can reach is a mistake of whoever made the graph. */
export function allReachable(flow: FlowGraph): readonly GraphProblem[] {
  const reached = new Set(nodesInOrder(flow));
  return Object.keys(flow.nodes)
    .filter(id => !reached.has(id))
    .map(id => ({ node: id, path: ["nodes", id], message: `no path leads from the entry "${flow.entry}" to it` }));
}
