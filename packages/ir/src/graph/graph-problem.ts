import type { NodeId } from "../nodes/node-id.js";

/** Why a graph cannot run. */
export interface GraphProblem {
  /** The node at fault, or null where it is the flow's entry. */
  readonly node: NodeId | null;
  /** Where in the flow: `["nodes", "hi", "next"]`. */
  readonly path: readonly (string | number)[];
  /** One sentence. */
  readonly message: string;
}
