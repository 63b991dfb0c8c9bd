import { edgesOf } from "../edges-of.js";
import { type FlowGraph, findNode } from "../find-node.js";
import type { GraphProblem } from "../graph-problem.js";

/** The entry, every arrow and every guarded step names a node that is there. */
export function targetsExist(flow: FlowGraph): readonly GraphProblem[] {
  const problems: GraphProblem[] = [];
  if (findNode(flow, flow.entry) === undefined) {
    problems.push({ node: null, path: ["entry"], message: `there is no node "${flow.entry}"` });
  }
  for (const [id, node] of Object.entries(flow.nodes)) {
    for (const { to, path } of edgesOf(node)) {
      if (findNode(flow, to) !== undefined) continue;
      problems.push({ node: id, path: ["nodes", id, ...path], message: `there is no node "${to}"` });
    }
    if (node.kind === "decide" && node.guards !== null && findNode(flow, node.guards)?.kind !== "step") {
      problems.push({ node: id, path: ["nodes", id, "guards"], message: `there is no step "${node.guards}"` });
    }
  }
  return problems;
}
