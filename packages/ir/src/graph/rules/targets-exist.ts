import type { KernelNode } from "../../nodes/kernel-node.js";
import type { NodeId } from "../../nodes/node-id.js";
import { edgesOf } from "../edges-of.js";
import { type FlowGraph, findNode } from "../find-node.js";
import type { GraphProblem } from "../graph-problem.js";

/** The entry, every arrow, and whatever else a node names by its id (a guarded step, a fork's join, an end's owner) is there. */
export function targetsExist(flow: FlowGraph): readonly GraphProblem[] {
  return [...rootProblems(flow), ...Object.entries(flow.nodes).flatMap(([id, node]) => nodeProblems(flow, id, node))];
}

function rootProblems(flow: FlowGraph): readonly GraphProblem[] {
  const roots = [
    ["entry", flow.entry] as const,
    ...(flow.onError === null ? [] : [["onError", flow.onError] as const]),
  ];
  return roots
    .filter(([, to]) => findNode(flow, to) === undefined)
    .map(([member, to]) => ({ node: null, path: [member], message: `there is no node "${to}"` }));
}

function nodeProblems(flow: FlowGraph, id: NodeId, node: KernelNode): readonly GraphProblem[] {
  const arrows = edgesOf(node)
    .filter(({ to }) => findNode(flow, to) === undefined)
    .map(({ to, path }) => ({ node: id, path: ["nodes", id, ...path], message: `there is no node "${to}"` }));
  return [...arrows, ...referenceProblems(flow, id, node)];
}

function referenceProblems(flow: FlowGraph, id: NodeId, node: KernelNode): readonly GraphProblem[] {
  const say = (member: string, message: string): readonly GraphProblem[] => [
    { node: id, path: ["nodes", id, member], message },
  ];
  if (node.kind === "decide" && node.guards !== null && findNode(flow, node.guards)?.kind !== "step") {
    return say("guards", `there is no step "${node.guards}"`);
  }
  if (node.kind === "fork") {
    const join = findNode(flow, node.join);
    return join?.kind === "join" && join.closes ? [] : say("join", `there is no join "${node.join}" that closes`);
  }
  if (node.kind === "exit" && node.raise !== null && !isFailure(flow, node.raise)) {
    return say("raise", `no failure is held by "${node.raise}"`);
  }
  if (node.kind === "end" && node.of !== null) {
    const owner = findNode(flow, node.of)?.kind;
    const hasBody = owner === "map" || owner === "loop" || owner === "scope";
    return hasBody ? [] : say("of", `there is no map, loop or scope "${node.of}"`);
  }
  return [];
}

/** Whether a failure may be held by the variable: `error.NODE` of a node that can fail, or `error.run`. */
function isFailure(flow: FlowGraph, variable: string): boolean {
  const [prefix, id] = ["error.", variable.slice("error.".length)];
  const kind = findNode(flow, id)?.kind;
  return variable.startsWith(prefix) && (id === "run" || kind === "step" || kind === "call" || kind === "scope");
}
