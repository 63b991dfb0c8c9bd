import { isAfter, type Token } from "../graph/place.js";
import type { Analysis } from "./analysis.js";
import { addBits, type BitSet, commonBits, emptyBits } from "./bit-set.js";
import { sharedPlaces, type Traffic, trafficOf } from "./traffic.js";

/** What one arm writes and another may read meanwhile must be with the arm that writes it. */
export function addConcurrentReads(analysis: Analysis): void {
  const wanted = new Map<Token, BitSet>();
  for (const tokens of trafficOf(analysis).values()) {
    for (const token of tokens.keys()) wanted.set(token, readMeanwhile(token, tokens));
  }
  for (const point of analysis.points.values()) {
    for (const { token } of sharedPlaces(analysis, point)) {
      const bits = wanted.get(token);
      if (bits !== undefined) addBits(point.reads, bits);
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
