import type { Diagnostic, KernelNode, NodeId } from "@flowline/ir";
import { edgesOf } from "@flowline/ir";
import type { LoweredFlow, LoweredGraph } from "../4-lower/lowered.js";
import { diagnose } from "../diagnostics/definition.js";
import { endlessRepeat } from "../diagnostics/graph.js";
import { placeOf } from "./place-of.js";

/** A loop without an end, with a way through its body that takes no time. */
export function checkLoops(graph: LoweredGraph, flow: LoweredFlow): readonly Diagnostic[] {
  return Object.entries(graph.semantics.nodes).flatMap(([id, node]) => {
    if (node.kind !== "loop" || node.max !== null || node.every !== null || !spins(id, node.body, graph)) return [];
    return [diagnose(endlessRepeat, { why: "pace" }, { span: placeOf(id, graph, flow) })];
  });
}

/** Whether a pass can come to its end without anything that takes time. */
function spins(loop: NodeId, body: NodeId, { semantics: { nodes } }: LoweredGraph): boolean {
  const seen = new Set<NodeId>();
  const pending = [body];
  for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
    const node = seen.has(id) || !Object.hasOwn(nodes, id) ? undefined : nodes[id];
    seen.add(id);
    if (node === undefined || takesTime(node)) continue;
    if (node.kind === "end" && node.of === loop) return true;
    pending.push(...edgesOf(node).map(({ to }) => to));
  }
  return false;
}

/** A body of the author's may wait for as long as it likes, and so may a child. */
function takesTime(node: KernelNode): boolean {
  if (node.kind === "step") return node.action.type !== "send";
  return node.kind === "wait" || (node.kind === "call" && !node.detached);
}
