import type { FlowIr } from "../flow.js";
import type { KernelNode } from "../nodes/kernel-node.js";
import type { NodeId } from "../nodes/node-id.js";
import { nodeLabel, triggerLabel, watcherLabel } from "./drawing.js";
import { edgesOf } from "./edges-of.js";
import { findNode } from "./find-node.js";
import { nodesInOrder } from "./nodes-in-order.js";
import { ownersAround } from "./owners-around.js";
import { placementOf } from "./placement-of.js";

/**
 * The flow as a Mermaid flowchart: what begins it on top, steps as boxes, decisions as diamonds, waits and ends with round
 * sides, a body as a box around its nodes, forks and joins as small circles, goals and exits as hexagons beside the rest. Nodes
 * are numbered in the order of the flow, because Mermaid's ids cannot hold every name.
 */
export function toMermaid(flow: FlowIr): string {
  const order = nodesInOrder(flow);
  const ids = new Map(order.map((id, index) => [id, `n${index + 1}`]));
  const lines = [
    "flowchart TD",
    `  n0[/${quote(triggerLabel(flow))}/]`,
    ...flow.watchers.map(({ name }, index) => `  w${index + 1}{{${quote(watcherLabel(flow, name))}}}`),
    ...(flow.onError === null ? [] : [`  e0{{"on error"}}`]),
    ...boxes(flow, order, ids),
    `  n0 --> ${ids.get(flow.entry)}`,
    ...(flow.onError === null ? [] : [`  e0 -.-> ${ids.get(flow.onError)}`]),
    ...order.flatMap(id => arrowsOf(flow, id, ids)),
  ];
  return `${lines.join("\n")}\n`;
}

type Ids = ReadonlyMap<NodeId, string>;

/** The nodes, those of a body inside a box. The order puts a body's nodes right behind its owner, so one walk is enough. */
function boxes(flow: FlowIr, order: readonly NodeId[], ids: Ids): readonly string[] {
  const { places } = placementOf(flow);
  const lines: string[] = [];
  let open: readonly NodeId[] = [];
  for (const id of order) {
    const owners = ownersAround(places.get(id)?.region);
    const shared = owners.findIndex((owner, index) => open[index] !== owner);
    const kept = shared === -1 ? owners.length : shared;
    for (let depth = open.length; depth > kept; depth -= 1) lines.push(`${indent(depth - 1)}end`);
    for (const [index, owner] of owners.slice(kept).entries()) {
      lines.push(`${indent(kept + index)}subgraph ${ids.get(owner)}b[${quote(nodeLabel(flow, owner))}]`);
    }
    open = owners;
    lines.push(`${indent(open.length)}${ids.get(id)}${shapeOf(findNode(flow, id), nodeLabel(flow, id))}`);
  }
  for (let depth = open.length; depth > 0; depth -= 1) lines.push(`${indent(depth - 1)}end`);
  return lines;
}

function indent(depth: number): string {
  return "  ".repeat(depth + 1);
}

function shapeOf(node: KernelNode | undefined, label: string): string {
  const text = quote(label);
  switch (node?.kind) {
    case "decide":
      return `{${text}}`;
    case "wait":
    case "exit":
      return `([${text}])`;
    case "end":
      return node.of === null ? `([${text}])` : '((" "))';
    case "fork":
    case "join":
      return '(("+"))';
    case "map":
    case "loop":
    case "scope":
    case "call":
      return `[[${text}]]`;
    case "assign":
      return `(${text})`;
    default:
      return `[${text}]`;
  }
}

function arrowsOf(flow: FlowIr, id: NodeId, ids: Ids): readonly string[] {
  const node = findNode(flow, id);
  if (node === undefined) return [];
  return edgesOf(node).map(({ to, label }) => {
    const arrow = label === null ? "-->" : `-->|${quote(label)}|`;
    return `  ${ids.get(id)} ${arrow} ${ids.get(to)}`;
  });
}

/** Mermaid's own entities: in its quoted texts a plain quote ends the label, and `<`, `&` and `#` begin something. */
function quote(label: string): string {
  const escaped = label.replace(/[#"<>&`]/g, sign => `#${sign.charCodeAt(0)};`).replace(/\s+/g, " ");
  return `"${escaped}"`;
}
