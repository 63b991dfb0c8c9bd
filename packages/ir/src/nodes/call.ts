import type { Expression } from "../expression/ast.js";
import type { NodeId, VariableName } from "./node-id.js";

/** Starts a run of another flow. */
export interface CallNode {
  readonly kind: "call";
  readonly flow: string;
  /** What the child gets as its `trigger`. */
  readonly input: Expression | null;
  /** The child's subject id; null: the run's own, where both flows are about the same kind of subject. */
  readonly subject: Expression | null;
  /** A detached child is not waited for, and neither cancel nor failure passes between the two. */
  readonly detached: boolean;
  /** Takes `{ outcome, reason, result }` of the child, or `{ run }` where it is detached. */
  readonly out: VariableName | null;
  /** Where control goes when the child failed, with the error in `error.NODE`; null: the failure propagates. */
  readonly failed: NodeId | null;
  readonly next: NodeId;
}
