import type { Diagnostic, WaitNode } from "@flowline/ir";
import { edgesOf } from "@flowline/ir";
import type { LoweredFlow, LoweredGraph } from "../4-lower/lowered.js";
import { diagnose } from "../diagnostics/definition.js";
import { emptyTimeout, endlessWait } from "../diagnostics/graph.js";
import { placeOf } from "./place-of.js";

/** A wait without a deadline, in a flow that nothing else can end. */
export function checkWaitsEnd(graph: LoweredGraph, flow: LoweredFlow): readonly Diagnostic[] {
  const { watchers, nodes } = graph.semantics;
  if (watchers.some(({ exits }) => exits)) return [];
  return Object.entries(nodes).flatMap(([id, node]) => {
    if (node.kind !== "wait" || node.until !== null || isBesideRace(id, graph)) return [];
    return [diagnose(endlessWait, { what: whatFor(node) }, { span: placeOf(id, graph, flow) })];
  });
}

function whatFor({ events, approval }: WaitNode): string {
  if (approval !== null) return `the approval "${approval.name}"`;
  return events.map(({ event }) => `"${event}"`).join(" or ");
}

/** In a race another arm may come first, which ends the wait. */
function isBesideRace(id: string, { semantics: { nodes } }: LoweredGraph): boolean {
  return Object.values(nodes).some(node => {
    if (node.kind !== "fork" || !node.opens) return false;
    const join = Object.hasOwn(nodes, node.join) ? nodes[node.join] : undefined;
    if (join?.kind !== "join" || join.need >= node.arms.length) return false;
    return reaches(
      node.arms.map(({ next }) => next),
      { id, until: node.join, nodes },
    );
  });
}

interface Search {
  readonly id: string;
  readonly until: string;
  readonly nodes: LoweredGraph["semantics"]["nodes"];
}

function reaches(from: readonly string[], { id, until, nodes }: Search): boolean {
  const seen = new Set<string>([until]);
  const pending = [...from];
  for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
    if (at === id) return true;
    const node = seen.has(at) || !Object.hasOwn(nodes, at) ? undefined : nodes[at];
    seen.add(at);
    if (node !== undefined) pending.push(...edgesOf(node).map(({ to }) => to));
  }
  return false;
}

/** An arm for the deadline in which nothing is. */
export function checkTimeouts(graph: LoweredGraph, flow: LoweredFlow): readonly Diagnostic[] {
  return Object.entries(graph.semantics.nodes).flatMap(([id, node]) => {
    if (node.kind !== "wait" || node.arms.timeout === undefined || node.arms.timeout !== node.next) return [];
    // Where the other arms do something, an empty one says that nothing happens here.
    if (Object.entries(node.arms).some(([outcome, to]) => outcome !== "timeout" && to !== node.next)) return [];
    return [diagnose(emptyTimeout, { arm: "timeout" }, { span: placeOf(id, graph, flow) })];
  });
}
