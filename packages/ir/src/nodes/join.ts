import type { NodeId, VariableName } from "./node-id.js";

/** Several cursors become one: the `need`th arrival goes on, and the cursors of the frame that are left are canceled. */
export interface JoinNode {
  readonly kind: "join";
  /** How many arrivals there can be. */
  readonly expects: number;
  readonly need: number;
  /** Whether the join ends the frame that a fork opened. One that does not (inside a `dag`) only waits for all. */
  readonly closes: boolean;
  /** What an arm's failure means: it fails the frame as soon as `need` cannot be reached, or it counts as an arrival. */
  readonly armError: "fail" | "arrive";
  /** Takes `{ first: ARM, arms: { ARM: "done" | "failed" | "canceled" } }`; null where nobody may read it. */
  readonly out: VariableName | null;
  readonly next: NodeId;
}
