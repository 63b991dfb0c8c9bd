import type { FlowSemantics } from "../flow.js";
import { writtenBy } from "../graph/written-by.js";
import type { VariableName } from "../nodes/node-id.js";
import { frameVariables } from "./control-edges.js";
import { readsAtEndOf, readsAtItem, readsOfNode, readsOfWatcher } from "./variables-read.js";

/** Every variable that something in the flow may read or write, sorted. */
export function nameVariables(flow: FlowSemantics): readonly VariableName[] {
  const names = new Set<VariableName>(["trigger", "error.run"]);
  const add = (more: Iterable<VariableName>) => {
    for (const name of more) names.add(name);
  };
  if (flow.trigger.type === "event") add(flow.trigger.keys.map(key => `keys.${key}`));
  for (const watcher of flow.watchers) add(readsOfWatcher(watcher).names);
  for (const [id, node] of Object.entries(flow.nodes)) {
    if (node.kind === "step" || node.kind === "call" || node.kind === "scope") names.add(`error.${id}`);
    add(writtenBy(node));
    add(frameVariables(id, node));
    add(readsOfNode(node).names);
    add(readsAtEndOf(node).names);
    if (node.kind === "map") add(readsAtItem(node).names);
  }
  return [...names].sort();
}
