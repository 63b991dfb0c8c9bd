import { printExpression } from "../expression/print-expression.js";
import type { FlowIr } from "../flow.js";
import type { KernelNode } from "../nodes/kernel-node.js";
import type { NodeId } from "../nodes/node-id.js";
import { edgesOf } from "./edges-of.js";
import { findNode } from "./find-node.js";
import { nodesInOrder } from "./nodes-in-order.js";
import { ownersAround } from "./owners-around.js";
import { placementOf } from "./placement-of.js";

/** A flow as boxes and arrows, before anybody has given them a place. */
export interface Drawing {
  /** What begins the flow, then its nodes in their order, then what it watches for. */
  readonly boxes: readonly DrawnBox[];
  readonly arrows: readonly DrawnArrow[];
}

/** One box. */
export interface DrawnBox {
  /** Unique within the drawing; a node's is its id. */
  readonly key: string;
  readonly role: "trigger" | "goal" | "exit watch" | "error" | KernelNode["kind"];
  /** The surface word. */
  readonly word: string;
  /** One short line for people. */
  readonly label: string;
  /** The node in whose body the box lies; null: in none. */
  readonly owner: NodeId | null;
}

/** One arrow. */
export interface DrawnArrow {
  readonly from: string;
  readonly to: string;
  readonly label: string | null;
  /** Whether it leads from a node into its own body. */
  readonly inward: boolean;
}

/** Keys that no node can have, because an id never begins with a space. */
const TRIGGER = " trigger";
const ERROR = " error";

/** Maps a compiled flow to what is drawn of it. The same flow gives the same drawing. */
export function drawingOf(flow: FlowIr): Drawing {
  const { places } = placementOf(flow);
  const order = nodesInOrder(flow);
  const nodes = order.flatMap((id): readonly DrawnBox[] => {
    const node = findNode(flow, id);
    const owner = ownersAround(places.get(id)?.region).at(-1) ?? null;
    return node === undefined ? [] : [{ key: id, role: node.kind, ...wordsOf(flow, id), owner }];
  });
  const arrows = order.flatMap(id => arrowsFrom(flow, id));
  const failing = flow.onError === null ? [] : [{ from: ERROR, to: flow.onError, label: null, inward: false }];
  return Object.freeze({
    boxes: Object.freeze([triggerBox(flow), ...nodes, ...errorBox(flow), ...watcherBoxes(flow)]),
    arrows: Object.freeze([{ from: TRIGGER, to: flow.entry, label: null, inward: false }, ...arrows, ...failing]),
  });
}

/** What begins a flow, in a line. */
export function triggerLabel({ trigger, subject, meta }: FlowIr): string {
  switch (trigger.type) {
    case "audience": {
      const name = subject?.name ?? "subject";
      return `${name}: ${printExpression(trigger.predicate, name)}`;
    }
    case "event":
      return `on ${trigger.event}`;
    case "schedule":
      return `${trigger.cron} (${trigger.zone})`;
    case "manual":
      return meta.trigger.label === "" ? "manual" : meta.trigger.label;
  }
}

/** What a node is called on a picture. */
export function nodeLabel({ meta }: FlowIr, id: NodeId): string {
  return (Object.hasOwn(meta.nodes, id) ? meta.nodes[id]?.label : undefined) ?? id;
}

/** What a watcher is called on a picture. */
export function watcherLabel({ meta }: FlowIr, name: string): string {
  return (Object.hasOwn(meta.watchers, name) ? meta.watchers[name]?.label : undefined) ?? name;
}

function wordsOf(flow: FlowIr, id: NodeId): Pick<DrawnBox, "word" | "label"> {
  const word = Object.hasOwn(flow.meta.nodes, id) ? flow.meta.nodes[id]?.word : undefined;
  return { word: word ?? "", label: nodeLabel(flow, id) };
}

function arrowsFrom(flow: FlowIr, id: NodeId): readonly DrawnArrow[] {
  const node = findNode(flow, id);
  if (node === undefined) return [];
  return edgesOf(node).map(({ to, label, path }) => ({ from: id, to, label, inward: path[0] === "body" }));
}

function triggerBox(flow: FlowIr): DrawnBox {
  return { key: TRIGGER, role: "trigger", word: flow.meta.trigger.word, label: triggerLabel(flow), owner: null };
}

function errorBox({ onError }: FlowIr): readonly DrawnBox[] {
  return onError === null ? [] : [{ key: ERROR, role: "error", word: "onError", label: "on error", owner: null }];
}

function watcherBoxes(flow: FlowIr): readonly DrawnBox[] {
  return flow.watchers.map(({ name, kind, exits }) => {
    const key = ` watch ${name}`;
    const effect = exits ? "ends the run" : "is counted";
    const role = kind === "goal" ? "goal" : "exit watch";
    return { key, role, word: kind, label: `${watcherLabel(flow, name)} ${effect}`, owner: null };
  });
}
