import { successorsOf } from "../edges-of.js";
import { type FlowGraph, findNode } from "../find-node.js";
import type { GraphProblem } from "../graph-problem.js";
import { nodesInOrder } from "../nodes-in-order.js";

/** No path comes back to where it was. In the order that `nodesInOrder` gives, exactly a cycle has an arrow back. */
export function acyclic(flow: FlowGraph): readonly GraphProblem[] {
  const order = nodesInOrder(flow);
  const rank = new Map(order.map((id, index) => [id, index]));
  return order.flatMap((id, index) => {
    const node = findNode(flow, id);
    const back = node === undefined ? [] : successorsOf(node).filter(next => (rank.get(next) ?? index + 1) <= index);
    return back.map(next => ({
      node: id,
      path: ["nodes", id],
      message: `it leads back to "${next}", from which it is reached: a flow must not have a cycle`,
    }));
  });
}
