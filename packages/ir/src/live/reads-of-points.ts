import { findNode } from "../graph/find-node.js";
import { type Analysis, isOver, type Point } from "./analysis.js";
import { addBit, addBits } from "./bit-set.js";
import { joined, type Reads, readsAtEndOf, readsAtItem, readsOfNode, readsOfWatcher } from "./variables-read.js";

/** Fills `reads`: what a node asks, what is asked at a body's end and as an item begins, and what watchers ask until the run has failed. */
export function addReads(analysis: Analysis): void {
  const { flow, points } = analysis;
  const watched = joined(flow.watchers.map(readsOfWatcher));
  for (const point of points.values()) {
    if (isOver(point)) continue;
    const { node } = point;
    addRead(analysis, point, readsOfNode(node));
    if (point.around.at(-1)?.region.kind === "flow") addRead(analysis, point, watched);
    if (node.kind === "end" && node.of !== null) addRead(analysis, point, readsAtEndOf(findNode(flow, node.of)));
    const body = node.kind === "map" ? points.get(node.body) : undefined;
    if (node.kind === "map" && body !== undefined && !isOver(body)) addRead(analysis, body, readsAtItem(node));
  }
}

/** Adds what is read here, where `everything` is what may have been written. */
export function addRead({ numbers }: Analysis, { reads, written }: Point, { names, everything }: Reads): void {
  for (const name of names) addBit(reads, numbers.get(name) ?? 0);
  if (everything) addBits(reads, written);
}
