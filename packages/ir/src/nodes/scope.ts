import type { NodeId } from "./node-id.js";

/**
 * Runs its body; a failure inside undoes, in reverse, what has completed inside and can be undone, then goes to `catch`
 * with the error in `error.NODE`.
 */
export interface ScopeNode {
  readonly kind: "scope";
  /** The body's entry; the body ends at an `end` of this node. */
  readonly body: NodeId;
  readonly catch: NodeId;
  readonly next: NodeId;
}
