import type { NodeId } from "../nodes/node-id.js";

/**
 * Where a node stands: in which body, and with which of the cursors that can be there at the same time. In a sound graph
 * every node but a join has exactly one place, and two cursors are never at one node of one body.
 */
export interface Place {
  readonly region: Region;
  readonly token: Token;
}

/** A stretch of a flow that has its own frame (or, outermost, none). */
export type Region = RootRegion | BodyRegion | FrameRegion;

/** What the run itself goes through, or what `onError` does when it has failed. */
export interface RootRegion {
  readonly kind: "flow" | "onError";
}

/** The body of a map, a loop or a scope. */
export interface BodyRegion {
  readonly kind: "body";
  readonly owner: NodeId;
  readonly around: Place;
  /** 1 for one that lies in no other. */
  readonly depth: number;
}

/** What lies between an opening fork and its join. */
export interface FrameRegion {
  readonly kind: "frame";
  readonly fork: NodeId;
  readonly join: NodeId;
  readonly around: Place;
  readonly depth: number;
}

/** One cursor of a region, from where it comes into being to where it ends. */
export interface Token {
  /** What made it, in words: `the arm "a" of "split"`. */
  readonly name: string;
  /** The tokens that ended where this one began; empty for a region's first. */
  readonly after: readonly Token[];
}

/** How deeply a place lies in bodies and arms. */
export function depthOf({ region }: Place): number {
  return region.kind === "body" || region.kind === "frame" ? region.depth : 0;
}

/** The places of a node from the innermost outwards. */
export function placesAround(place: Place): readonly Place[] {
  const places = [place];
  let { region } = place;
  while (region.kind === "body" || region.kind === "frame") {
    places.push(region.around);
    region = region.around.region;
  }
  return places;
}

/** The region in words. */
export function describeRegion(region: Region): string {
  switch (region.kind) {
    case "flow":
      return "the flow outside all bodies";
    case "onError":
      return "what the flow does on an error";
    case "body":
      return `the body of "${region.owner}"`;
    case "frame":
      return `the arms between "${region.fork}" and "${region.join}"`;
  }
}

/** Whether the token is the other, or began where that one, or one after it, ended. */
export function isAfter(token: Token, other: Token): boolean {
  const seen = new Set([token]);
  // The set grows while it is walked.
  for (const each of seen) {
    if (each === other) return true;
    for (const before of each.after) seen.add(before);
  }
  return false;
}
