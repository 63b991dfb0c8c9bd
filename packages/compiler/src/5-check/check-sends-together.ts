import type { Diagnostic, KernelNode, SendAction } from "@flowline/ir";
import { canonicalize } from "@flowline/ir";
import type { LoweredFlow, LoweredGraph } from "../4-lower/lowered.js";
import { diagnose } from "../diagnostics/definition.js";
import { sendsTogether } from "../diagnostics/graph.js";
import { placeOf } from "./place-of.js";

/** Two sends directly behind one another, on one channel and to one reader, both without a guard. */
export function checkSendsTogether(graph: LoweredGraph, flow: LoweredFlow): readonly Diagnostic[] {
  const { nodes } = graph.semantics;
  const guarded = new Set(Object.values(nodes).flatMap(node => (node.kind === "decide" ? (node.guards ?? []) : [])));
  return Object.entries(nodes).flatMap(([id, node]) => {
    const first = sendOf(node);
    if (first === null || node.kind !== "step" || guarded.has(id)) return [];
    const second = sendOf(Object.hasOwn(nodes, node.next) ? nodes[node.next] : undefined);
    if (second === null || guarded.has(node.next) || !isSameReader(first, second)) return [];
    const related = [{ message: "The first one is here.", span: placeOf(id, graph, flow) }];
    const facts = { first: first.message, second: second.message, channel: second.channel };
    return [diagnose(sendsTogether, facts, { span: placeOf(node.next, graph, flow), related })];
  });
}

function sendOf(node: KernelNode | undefined): SendAction | null {
  return node?.kind === "step" && node.action.type === "send" ? node.action : null;
}

function isSameReader(left: SendAction, right: SendAction): boolean {
  return left.channel === right.channel && canonicalize(left.to) === canonicalize(right.to);
}
