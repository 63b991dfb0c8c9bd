import { isAfter } from "../graph/place.js";
import type { NodeId, VariableName } from "../nodes/node-id.js";
import type { Analysis, Point } from "./analysis.js";
import { addBit, addBits, type BitSet, emptyBits, hasBit, removeBits } from "./bit-set.js";
import { frameVariables } from "./control-edges.js";
import { sharedPlaces, trafficOf } from "./traffic.js";

/** Fills `written`: for a body that may read whatever has been written. */
export function findWritten(analysis: Analysis): void {
  const { points } = analysis;
  for (let changed = true; changed; ) {
    changed = false;
    for (const point of points.values()) {
      for (const { to, kills } of point.ways) {
        const next = points.get(to)?.written;
        if (next === undefined) continue;
        const [before, own] = [addBits(next, point.written), addBits(next, kills)];
        changed ||= before || own;
      }
    }
  }
  const given = givenAtStart(analysis);
  const frames = framesOf(analysis);
  for (const point of points.values()) {
    addBits(point.written, given);
    forgetOtherFrames(analysis, point, frames);
  }
  addConcurrentWrites(analysis);
}

function givenAtStart({ flow, numbers }: Analysis): BitSet {
  const bits = emptyBits(numbers.size);
  const keys = flow.trigger.type === "event" ? flow.trigger.keys.map(key => `keys.${key}`) : [];
  for (const name of ["trigger", ...keys]) addBit(bits, numbers.get(name) ?? 0);
  return bits;
}

/** An item or the number of a pass ends with its body. */
function forgetOtherFrames({ numbers }: Analysis, { written, around }: Point, frames: Frames): void {
  const own = around.flatMap(({ region }) => (region.kind === "body" ? (frames.names.get(region.owner) ?? []) : []));
  const kept = own.map(name => numbers.get(name) ?? 0).filter(number => hasBit(written, number));
  removeBits(written, frames.bits);
  for (const number of kept) addBit(written, number);
}

interface Frames {
  readonly names: ReadonlyMap<NodeId, readonly VariableName[]>;
  readonly bits: BitSet;
}

function framesOf({ numbers, points }: Analysis): Frames {
  const names = new Map([...points.values()].map(({ id, node }) => [id, frameVariables(id, node)] as const));
  const bits = emptyBits(numbers.size);
  for (const name of [...names.values()].flat()) addBit(bits, numbers.get(name) ?? 0);
  return { names, bits };
}

/** What other arms write is seen as well. */
function addConcurrentWrites(analysis: Analysis): void {
  const frames = trafficOf(analysis);
  for (const point of analysis.points.values()) {
    for (const { region, token } of sharedPlaces(analysis, point)) {
      for (const [other, { writes }] of frames.get(region) ?? []) {
        if (!isAfter(other, token)) addBits(point.written, writes);
      }
    }
  }
}
