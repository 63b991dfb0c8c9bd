import type { KernelNode } from "../../nodes/kernel-node.js";
import type { LoopNode } from "../../nodes/loop.js";
import type { MapNode } from "../../nodes/map.js";
import type { FlowGraph } from "../find-node.js";
import type { GraphProblem } from "../graph-problem.js";

/** What a map and a loop say of their end goes together. */
export function repetitionsBounded(flow: FlowGraph): readonly GraphProblem[] {
  return Object.entries(flow.nodes).flatMap(([id, node]) =>
    problemsOf(node).map(([member, message]) => ({ node: id, path: ["nodes", id, member], message })),
  );
}

type Problem = readonly [member: string, message: string];

function problemsOf(node: KernelNode): readonly Problem[] {
  if (node.kind === "map") return mapProblems(node);
  return node.kind === "loop" ? loopProblems(node) : [];
}

function mapProblems({ until, rounds }: MapNode): readonly Problem[] {
  return until === null && rounds !== 1 ? [["rounds", "without `until` there is one round"]] : [];
}

function loopProblems({ until, max }: LoopNode): readonly Problem[] {
  return until !== null && max === null ? [["max", "a loop with `until` needs a greatest number of passes"]] : [];
}
