import { findNode } from "../graph/find-node.js";
import type { Place, Region, Token } from "../graph/place.js";
import { writtenBy } from "../graph/written-by.js";
import { type Analysis, hasPrivateItems, type Point } from "./analysis.js";
import { addBit, addBits, type BitSet, emptyBits } from "./bit-set.js";

/** What a cursor among arms reads and writes, and what runs inside it with it. */
export interface Traffic {
  readonly reads: BitSet;
  readonly writes: BitSet;
}

/** By frame, the traffic of each of its tokens. */
export function trafficOf(analysis: Analysis): ReadonlyMap<Region, ReadonlyMap<Token, Traffic>> {
  const frames = new Map<Region, Map<Token, Traffic>>();
  for (const point of analysis.points.values()) {
    for (const { region, token } of sharedPlaces(analysis, point)) {
      if (region.kind === "frame") note(analysis, point, trafficAt(analysis, frames, { region, token }));
    }
  }
  return frames;
}

function trafficAt({ names }: Analysis, frames: Map<Region, Map<Token, Traffic>>, { region, token }: Place): Traffic {
  const tokens = frames.get(region) ?? new Map<Token, Traffic>();
  frames.set(region, tokens);
  const traffic = tokens.get(token) ?? { reads: emptyBits(names.length), writes: emptyBits(names.length) };
  tokens.set(token, traffic);
  return traffic;
}

function note({ numbers }: Analysis, { node, reads }: Point, traffic: Traffic): void {
  addBits(traffic.reads, reads);
  for (const name of writtenBy(node)) addBit(traffic.writes, numbers.get(name) ?? 0);
}

/** The places outwards up to a map whose items keep their variables for themselves. */
export function sharedPlaces({ flow }: Analysis, { around }: Point): readonly Place[] {
  const wall = around.findIndex(
    ({ region }) => region.kind === "body" && hasPrivateItems(findNode(flow, region.owner)),
  );
  return wall === -1 ? around : around.slice(0, wall + 1);
}
