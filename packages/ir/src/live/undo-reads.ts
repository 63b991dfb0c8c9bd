import type { NodeId } from "../nodes/node-id.js";
import { type Analysis, hasPrivateItems, isOver, type Point, type Way } from "./analysis.js";
import { addRead } from "./reads-of-points.js";
import { readsOfUndo } from "./variables-read.js";

/** A step that has completed may be undone from wherever the run stands later, until a scope around it has failed. */
export function addUndoReads(analysis: Analysis): void {
  for (const point of analysis.points.values()) {
    const { node } = point;
    if (node.kind !== "step" || !node.undo) continue;
    const reads = readsOfUndo(node);
    for (const later of after(analysis, point, node.next)) addRead(analysis, later, reads);
  }
}

/** The points that control may come to with this step completed and not undone. */
function after({ points }: Analysis, step: Point, next: NodeId): readonly Point[] {
  const seen = new Set<NodeId>([next]);
  // The set grows while it is walked.
  for (const id of seen) {
    const point = points.get(id);
    for (const way of point?.ways ?? []) {
      if (point !== undefined && keepsStep(way, step) && !entersPrivateItem(point, way)) seen.add(way.to);
    }
  }
  return [...seen].flatMap(id => {
    const point = points.get(id);
    return point === undefined || isOver(point) ? [] : [point];
  });
}

function keepsStep({ undone }: Way, { around }: Point): boolean {
  if (undone === null) return true;
  if (undone === "run") return false;
  return around.every(({ region }) => region.kind !== "body" || region.owner !== undone.scope);
}

/** What fails in such an item fails at its map, with the variables that the map has. */
function entersPrivateItem({ node }: Point, { to }: Way): boolean {
  return node.kind === "map" && hasPrivateItems(node) && to === node.body;
}
