import type { Expression } from "../expression/ast.js";
import type { NodeId, VariableName } from "./node-id.js";
import type { Deadline } from "./wait.js";

/** Runs its body again and again. The boundary between two passes is a boundary between versions. */
export interface LoopNode {
  readonly kind: "loop";
  /** The body's entry; the body ends at an `end` of this node. */
  readonly body: NodeId;
  /** Asked after each pass; null: nothing ends it but `max`, a goal, an exit or a failure. */
  readonly until: Expression | null;
  /** From the beginning of one pass to that of the next; a longer pass is followed at once. Null: no pause. */
  readonly every: Deadline | null;
  /** Null only where `until` is null as well: for ever. */
  readonly max: number | null;
  /** Takes `{ passes, done }`, where `done` says whether `until` held. */
  readonly out: VariableName | null;
  readonly next: NodeId;
}
