import { printExpression } from "../expression/print-expression.js";
import type { FlowIr } from "../flow.js";
import type { KernelNode } from "../nodes/kernel-node.js";
import type { NodeId } from "../nodes/node-id.js";
import { edgesOf } from "./edges-of.js";
import { findNode } from "./find-node.js";
import { nodesInOrder } from "./nodes-in-order.js";

/**
 * The flow as a Mermaid flowchart: the audience on top, steps as boxes, decisions as diamonds, waits and ends with
 * round sides. Nodes are numbered in the order of the flow, because Mermaid's ids cannot hold every name.
 */
export function toMermaid(flow: FlowIr): string {
  const order = nodesInOrder(flow);
  const ids = new Map(order.map((id, index) => [id, `n${index + 1}`]));
  const audience = `${flow.subject.name}: ${printExpression(flow.trigger.predicate, flow.subject.name)}`;
  const nodes = order.map(id => `  ${ids.get(id)}${shapeOf(findNode(flow, id), labelOf(flow, id))}`);
  const arrows = order.flatMap(id => arrowsOf(flow, id, ids));
  const start = `  n0 --> ${ids.get(flow.entry)}`;
  return `${["flowchart TD", `  n0[/${quote(audience)}/]`, ...nodes, start, ...arrows].join("\n")}\n`;
}

function labelOf(flow: FlowIr, id: NodeId): string {
  return (Object.hasOwn(flow.meta.nodes, id) ? flow.meta.nodes[id]?.label : undefined) ?? id;
}

function shapeOf(node: KernelNode | undefined, label: string): string {
  switch (node?.kind) {
    case "decide":
      return `{${quote(label)}}`;
    case "wait":
    case "end":
      return `([${quote(label)}])`;
    default:
      return `[${quote(label)}]`;
  }
}

function arrowsOf(flow: FlowIr, id: NodeId, ids: ReadonlyMap<NodeId, string>): readonly string[] {
  const node = findNode(flow, id);
  if (node === undefined) return [];
  return edgesOf(node, flow.subject.name).map(({ to, label }) => {
    const arrow = label === null ? "-->" : `-->|${quote(label)}|`;
    return `  ${ids.get(id)} ${arrow} ${ids.get(to)}`;
  });
}

/** Mermaid's own entities: in its quoted texts a plain quote ends the label, and `<`, `&` and `#` begin something. */
function quote(label: string): string {
  const escaped = label.replace(/[#"<>&`]/g, sign => `#${sign.charCodeAt(0)};`).replace(/\s+/g, " ");
  return `"${escaped}"`;
}
