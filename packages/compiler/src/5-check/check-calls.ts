import type { Diagnostic, NodeId } from "@flowline/ir";
import { edgesOf } from "@flowline/ir";
import type { LoweredFlow } from "../4-lower/lowered.js";
import { diagnose } from "../diagnostics/definition.js";
import { endlessCalls } from "../diagnostics/graph.js";

/** Flows that start each other in a circle without a wait on the way, by the name of the flow that the circle begins at. */
export function checkCalls(flows: readonly LoweredFlow[]): ReadonlyMap<string, readonly Diagnostic[]> {
  const eager = new Map(flows.map(flow => [flow.name, callsAtOnce(flow)]));
  const findings = new Map<string, readonly Diagnostic[]>();
  for (const flow of flows) {
    const circle = circleFrom(flow.name, eager);
    if (circle === null) continue;
    const [, second] = circle;
    const call = flow.calls.find(({ flow: called }) => called === (second ?? flow.name));
    const related = circle.slice(1).flatMap((name, index) => {
      const other = flows.find(candidate => candidate.name === name);
      const onward = other?.calls.find(({ flow: called }) => called === (circle[index + 2] ?? flow.name));
      return onward === undefined ? [] : [{ message: `"${name}" goes on here.`, span: onward.span }];
    });
    findings.set(flow.name, [diagnose(endlessCalls, { flows: circle }, { span: call?.span ?? flow.span, related })]);
  }
  return findings;
}

/** The shortest circle that leads from a flow back to it, or null. */
function circleFrom(name: string, eager: ReadonlyMap<string, readonly string[]>): readonly string[] | null {
  const ways: (readonly string[])[] = [[name]];
  const seen = new Set<string>();
  for (let way = ways.shift(); way !== undefined; way = ways.shift()) {
    for (const next of eager.get(way.at(-1) ?? name) ?? []) {
      if (next === name) return way;
      if (!seen.has(next)) ways.push([...way, next]);
      seen.add(next);
    }
  }
  return null;
}

/** The flows that a run starts before it has waited for anything. */
function callsAtOnce({ graph }: LoweredFlow): readonly string[] {
  if (graph === null) return [];
  const { entry, nodes } = graph.semantics;
  const calls = new Set<string>();
  const seen = new Set<NodeId>();
  const pending = [entry];
  for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
    const node = seen.has(id) || !Object.hasOwn(nodes, id) ? undefined : nodes[id];
    seen.add(id);
    if (node === undefined || node.kind === "wait") continue;
    if (node.kind === "call") calls.add(node.flow);
    pending.push(...edgesOf(node).map(({ to }) => to));
  }
  return [...calls];
}
