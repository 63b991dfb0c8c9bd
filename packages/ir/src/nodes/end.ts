import type { NodeId } from "./node-id.js";

/** Ends a body, or the flow. */
export interface EndNode {
  readonly kind: "end";
  /** The map, loop or scope whose body ends here; null: the flow (the run is `completed` when its last cursor has come here). */
  readonly of: NodeId | null;
}
