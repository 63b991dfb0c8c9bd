import type { NodeId } from "../nodes/node-id.js";
import type { Region } from "./place.js";

/** The owners of the bodies that a region lies in, outermost first. */
export function ownersAround(region: Region | undefined): readonly NodeId[] {
  const owners: NodeId[] = [];
  for (let at = region; at?.kind === "body" || at?.kind === "frame"; at = at.around.region) {
    if (at.kind === "body") owners.unshift(at.owner);
  }
  return owners;
}
