import type { NodeId, Span } from "@flowline/ir";
import type { LoweredFlow, LoweredGraph } from "../4-lower/lowered.js";

/** Where a node is written, else where the flow is. */
export function placeOf(id: NodeId, { meta }: LoweredGraph, flow: LoweredFlow): Span {
  return (Object.hasOwn(meta.nodes, id) ? meta.nodes[id]?.span : null) ?? flow.span;
}
