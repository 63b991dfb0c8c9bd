import type { KernelNode, NodeMeta, Span } from "@flowline/ir";
import { edgesOf } from "@flowline/ir";
import type { FlowDetailView, NodeCountsView } from "../../api/types.js";
import type { Graph, GraphBox, GraphLink } from "./graph.js";
import { layOut } from "./lay-out.js";

/** The id of the box that stands for the trigger, written so that no author would call a step this. */
const TRIGGER_ID = "(trigger)";

/** Maps a deployed flow to what is drawn. Pure: the same flow gives the same picture. */
export function toGraph(flow: FlowDetailView): Graph {
  const ids = walk(flow);
  const boxes = [triggerBox(flow), ...ids.map(id => nodeBox(flow, id))];
  const links = [{ from: TRIGGER_ID, to: flow.entry, label: null }, ...ids.flatMap(id => linksOf(id, flow.nodes[id]))];
  const elsewhere = Object.entries(flow.live)
    .filter(([id]) => flow.nodes[id] === undefined)
    .map(([id, counts]) => ({ id, counts }));
  return Object.freeze({ ...layOut(boxes, links), elsewhere });
}

const NO_COUNTS: NodeCountsView = Object.freeze({ here: 0, completed: 0, skipped: 0, failing: 0 });

/** Ids in the order of a walk from the entry, main way first, so that the picture does not depend on key order. */
function walk(flow: FlowDetailView): readonly string[] {
  const seen = new Set<string>();
  const visit = (id: string): void => {
    if (seen.has(id) || flow.nodes[id] === undefined) {
      return;
    }
    seen.add(id);
    for (const link of linksOf(id, flow.nodes[id])) {
      visit(link.to);
    }
  };
  visit(flow.entry);
  return [...seen];
}

function linksOf(id: string, node: KernelNode | undefined): readonly GraphLink[] {
  return node === undefined ? [] : edgesOf(node).map(({ to, label }) => ({ from: id, to, label }));
}

function triggerBox(flow: FlowDetailView): GraphBox {
  const entered = Object.values(flow.counts).reduce((sum, count) => sum + count, 0);
  return {
    id: TRIGGER_ID,
    kind: "audience",
    counts: { ...NO_COUNTS, completed: entered },
    ...described(flow.meta.trigger, "audience"),
  };
}

function nodeBox(flow: FlowDetailView, id: string): GraphBox {
  const kind = flow.nodes[id]?.kind ?? "end";
  const live = flow.live[id] ?? NO_COUNTS;
  const counts = kind === "end" ? { ...live, completed: flow.counts.completed } : live;
  return { id, kind, counts, ...described(flow.meta.nodes[id], id) };
}

function described(meta: NodeMeta | undefined, id: string): Pick<GraphBox, "word" | "label" | "place" | "editability"> {
  return {
    word: meta?.word ?? id,
    label: meta?.label ?? id,
    place: meta === undefined || meta.span === null ? null : printPlace(meta.span),
    editability: meta?.editability ?? { kind: "locked", reason: "the source of this node is unknown" },
  };
}

/** `flows/drip.ts:3:4`, which terminals and editors open. */
export function printPlace({ file, start }: Span): string {
  return `${file}:${start.line}:${start.column}`;
}
