import type { GraphBox, GraphEdge, GraphLink, GraphNode, GraphNodeKind } from "./graph.js";

/**
 * Places boxes in layers from the top down. A box's layer is its longest way from the top, so every arrow points down;
 * boxes of one layer stand side by side, centred on x = 0. An arrow that passes over a layer takes a lane to the right of
 * all boxes; lanes that overlap get different ones. `boxes` must come in an order in which the first is the top.
 */
export function layOut(
  boxes: readonly GraphBox[],
  links: readonly GraphLink[],
): { readonly nodes: readonly GraphNode[]; readonly edges: readonly GraphEdge[] } {
  const layers = layerOf(boxes, links);
  const rows = groupByLayer(boxes, layers);
  const tops = topsOf(rows);
  const nodes = rows.flatMap((row, layer) =>
    row.map((box, column) => ({
      ...box,
      x: (column - (row.length - 1) / 2) * (WIDTH + COLUMN_GAP) - WIDTH / 2,
      y: tops[layer] ?? 0,
      width: WIDTH,
      height: HEIGHTS[box.kind],
    })),
  );
  const right = Math.max(...nodes.map(node => node.x + node.width));
  return { nodes, edges: routeLinks(links, layers, right) };
}

const WIDTH = 272;
const HEIGHTS: Readonly<Record<GraphNodeKind, number>> = {
  audience: 76,
  step: 88,
  wait: 88,
  call: 88,
  decide: 52,
  assign: 52,
  fork: 52,
  join: 52,
  map: 52,
  loop: 52,
  scope: 52,
  exit: 52,
  end: 52,
};
const LAYER_GAP = 46;
const COLUMN_GAP = 56;
const LANE_OFFSET = 76;
const LANE_GAP = 22;

function layerOf(boxes: readonly GraphBox[], links: readonly GraphLink[]): ReadonlyMap<string, number> {
  const layers = new Map<string, number>(boxes.map(box => [box.id, 0]));
  // Relaxed once per box, as the longest way in a graph without cycles has fewer arrows than there are boxes.
  for (let pass = 0; pass < boxes.length; pass += 1) {
    for (const { from, to } of links) {
      layers.set(to, Math.max(layers.get(to) ?? 0, (layers.get(from) ?? 0) + 1));
    }
  }
  return layers;
}

function groupByLayer(boxes: readonly GraphBox[], layers: ReadonlyMap<string, number>): readonly GraphBox[][] {
  const rows: GraphBox[][] = [];
  for (const box of boxes) {
    const layer = layers.get(box.id) ?? 0;
    while (rows.length <= layer) {
      rows.push([]);
    }
    rows[layer]?.push(box);
  }
  return rows;
}

function topsOf(rows: readonly GraphBox[][]): readonly number[] {
  let y = 0;
  return rows.map(row => {
    const top = y;
    y += Math.max(0, ...row.map(box => HEIGHTS[box.kind])) + LAYER_GAP;
    return top;
  });
}

function routeLinks(
  links: readonly GraphLink[],
  layers: ReadonlyMap<string, number>,
  right: number,
): readonly GraphEdge[] {
  const lanes: { from: number; to: number }[][] = [];
  return links.map(link => {
    const id = `${link.from}->${link.to}${link.label === null ? "" : `:${link.label}`}`;
    const span = { from: layers.get(link.from) ?? 0, to: layers.get(link.to) ?? 0 };
    if (span.to - span.from <= 1) {
      return { ...link, id, laneX: null };
    }
    const free = lanes.findIndex(lane => lane.every(other => span.from >= other.to || other.from >= span.to));
    const lane = free === -1 ? lanes.push([]) - 1 : free;
    lanes[lane]?.push(span);
    return { ...link, id, laneX: right + LANE_OFFSET + lane * LANE_GAP };
  });
}
