import type { FlowSemantics } from "../flow.js";
import { findNode } from "../graph/find-node.js";
import { nodesInOrder } from "../graph/nodes-in-order.js";
import { placesAround } from "../graph/place.js";
import { placementOf } from "../graph/placement-of.js";
import type { NodeId, VariableName } from "../nodes/node-id.js";
import type { Analysis, Point, Way } from "./analysis.js";
import { addBit, addBits, type BitSet, emptyBits, hasBit } from "./bit-set.js";
import { addConcurrentReads, holdAtJoins } from "./concurrent-reads.js";
import { controlEdges } from "./control-edges.js";
import { nameVariables } from "./name-variables.js";
import { addReads } from "./reads-of-points.js";
import { addUndoReads } from "./undo-reads.js";
import { findWritten } from "./written-before.js";

/**
 * By node, the variables, sorted, that a cursor standing there must carry: those that it or something after it may read before
 * they are written anew. What comes after is what control can come to: along the arrows, from a body's end to the next
 * item, the next pass and what follows, and after a failure to what catches it, to the undo bodies of the steps that may
 * have completed, and to `onError`. Watchers read everywhere. What one arm reads and another writes lives in both.
 *
 * The graph must be sound (`checkGraph`).
 */
export function liveVariables(flow: FlowSemantics): Readonly<Record<NodeId, readonly VariableName[]>> {
  const liveAt = livenessOf(flow);
  return Object.freeze(Object.fromEntries(Object.keys(flow.nodes).map(id => [id, liveAt(id)])));
}

/** The same, node by node. */
export function livenessOf(flow: FlowSemantics): (id: NodeId) => readonly VariableName[] {
  const analysis = analyse(flow);
  findWritten(analysis);
  addReads(analysis);
  const wanted = addConcurrentReads(analysis);
  addUndoReads(analysis);
  settle(analysis);
  holdAtJoins(analysis, wanted);
  return id => {
    const live = analysis.points.get(id)?.live;
    return Object.freeze(live === undefined ? [] : namesIn(live, analysis.names));
  };
}

function analyse(flow: FlowSemantics): Analysis {
  const { places, arrivals } = placementOf(flow);
  const names = nameVariables(flow);
  const numbers = new Map(names.map((name, index) => [name, index]));
  const points = new Map<NodeId, Point>();
  for (const id of nodesInOrder(flow)) {
    const [node, place] = [findNode(flow, id), places.get(id)];
    if (node === undefined || place === undefined) continue;
    const ways = controlEdges(flow, id, place).map((edge): Way => ({ ...edge, kills: bitsOf(edge.writes, numbers) }));
    const empty = (): BitSet => emptyBits(names.length);
    points.set(id, { id, node, around: placesAround(place), ways, reads: empty(), written: empty(), live: empty() });
  }
  return { flow, names, numbers, points, arrivals };
}

function bitsOf(names: readonly VariableName[], numbers: ReadonlyMap<VariableName, number>): BitSet {
  const bits = emptyBits(numbers.size);
  for (const name of names) addBit(bits, numbers.get(name) ?? 0);
  return bits;
}

/** Backwards until nothing changes: a pass for each level of nesting, about. */
function settle({ points }: Analysis): void {
  const backwards = [...points.values()].reverse();
  for (const point of backwards) addBits(point.live, point.reads);
  for (let changed = true; changed; ) {
    changed = false;
    for (const { ways, live } of backwards) {
      for (const { to, kills } of ways) {
        const after = points.get(to)?.live;
        if (after !== undefined && addBits(live, after, kills)) changed = true;
      }
    }
  }
}

function namesIn(bits: BitSet, names: readonly VariableName[]): readonly VariableName[] {
  return names.filter((_, index) => hasBit(bits, index));
}
