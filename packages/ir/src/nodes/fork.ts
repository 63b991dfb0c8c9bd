import type { NodeId } from "./node-id.js";

/** One cursor becomes several: one per arm. */
export interface ForkNode {
  readonly kind: "fork";
  readonly arms: readonly ForkArm[];
  /** The join of the frame that the arms run in. */
  readonly join: NodeId;
  /** Whether the fork begins that frame. One that does not (inside a `dag`) splits a cursor within it. */
  readonly opens: boolean;
}

export interface ForkArm {
  readonly name: string;
  readonly next: NodeId;
}
