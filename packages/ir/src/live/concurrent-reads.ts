import { isAfter, type Token } from "../graph/place.js";
import { type Analysis, isOver } from "./analysis.js";
import { addBits, type BitSet, commonBits, emptyBits } from "./bit-set.js";
import { sharedPlaces, type Traffic, trafficOf } from "./traffic.js";

/**
 * What one arm writes and another may read meanwhile must be with the arm that writes it; gives it by token, for the joins at
 * which such arms wait.
 */
export function addConcurrentReads(analysis: Analysis): ReadonlyMap<Token, BitSet> {
  const wanted = new Map<Token, BitSet>();
  for (const tokens of trafficOf(analysis).values()) {
    for (const token of tokens.keys()) wanted.set(token, readMeanwhile(token, tokens));
  }
  for (const point of analysis.points.values()) {
    if (isOver(point)) continue;
    for (const { token } of sharedPlaces(analysis, point)) {
      const bits = wanted.get(token);
      if (bits !== undefined) addBits(point.reads, bits);
    }
  }
  return wanted;
}

/** A cursor that waits at a join still has what the arms that go on may read. Those do not have to bring it along. */
export function holdAtJoins({ arrivals, points }: Analysis, wanted: ReadonlyMap<Token, BitSet>): void {
  for (const [join, tokens] of arrivals) {
    const live = points.get(join)?.live;
    for (const token of tokens) {
      const bits = wanted.get(token);
      if (live !== undefined && bits !== undefined) addBits(live, bits);
    }
  }
}

function readMeanwhile(token: Token, tokens: ReadonlyMap<Token, Traffic>): BitSet {
  const writes = tokens.get(token)?.writes ?? emptyBits(0);
  const bits = writes.map(() => 0);
  for (const [other, { reads }] of tokens) {
    const common = commonBits(reads, writes);
    if (common.some(word => word !== 0) && !isAfter(other, token) && !isAfter(token, other)) addBits(bits, common);
  }
  return bits;
}
