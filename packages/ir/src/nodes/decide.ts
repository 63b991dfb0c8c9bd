import type { Expression } from "../expression/ast.js";
import type { NodeId } from "./node-id.js";

/**
 * Takes the first case whose predicate holds, else `otherwise`. The subject is read fresh when the cursor
 * arrives; what was read and what was decided is kept in history and never asked again for this arrival.
 */
export interface DecideNode {
  readonly kind: "decide";
  readonly cases: readonly DecideCase[];
  readonly otherwise: NodeId;
  /** Set where the decide is a step's guard: the step that is recorded as skipped when `otherwise` is taken. */
  readonly guards: NodeId | null;
}

export interface DecideCase {
  readonly when: Expression;
  readonly next: NodeId;
}
