import type { FlowGraph } from "./find-node.js";
import type { GraphProblem } from "./graph-problem.js";
import { acyclic } from "./rules/acyclic.js";
import { allReachable } from "./rules/all-reachable.js";
import { targetsExist } from "./rules/targets-exist.js";

/** The rules of a graph, in the order in which their findings are reported. */
const GRAPH_RULES: readonly ((flow: FlowGraph) => readonly GraphProblem[])[] = [targetsExist, allReachable, acyclic];

/** Everything for which the graph cannot run; empty for a sound one. */
export function checkGraph(flow: FlowGraph): readonly GraphProblem[] {
  return GRAPH_RULES.flatMap(rule => rule(flow));
}
