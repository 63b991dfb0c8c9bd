import type { FlowSemantics } from "@flowline/ir";
import { type NaiveFlow, naiveFlow } from "./naive-flow.js";
import { readsByNode, writesReadMeanwhile } from "./naive-reads.js";

// A second answer to "what is live where", from the definition: for each node and each read, is there a way from the node to
// the read on which nothing writes the variable? It walks ways, a variable at a time, and shares no code with the analysis but
// the places of nodes.

/** `liveVariables`, slowly. */
export function pathsToReads(semantics: FlowSemantics): Readonly<Record<string, readonly string[]>> {
  const flow = naiveFlow(semantics);
  const live = new Map(Object.keys(semantics.nodes).map(id => [id, new Set<string>()]));
  for (const [id, names] of readsByNode(flow)) {
    for (const name of names) for (const at of waysBack(flow, id, name)) live.get(at)?.add(name);
  }
  // Who waits at a join still has what other arms may read.
  for (const [id, tokens] of flow.arrivals) {
    for (const token of tokens) for (const name of writesReadMeanwhile(flow, token)) live.get(id)?.add(name);
  }
  return Object.fromEntries([...live].map(([id, names]) => [id, [...names].sort()]));
}

/** The nodes from which control may come to this one without writing the variable. */
function waysBack({ ways }: NaiveFlow, id: string, name: string): ReadonlySet<string> {
  const reached = new Set([id]);
  // The set grows while it is walked.
  for (const at of reached) {
    for (const { from, to, writes } of ways) if (to === at && !writes.includes(name)) reached.add(from);
  }
  return reached;
}
