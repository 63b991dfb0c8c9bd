import type { Expression } from "../expression/ast.js";
import type { NodeId, VariableName } from "./node-id.js";

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
  /** Takes `{ arm: NAME }`, or `{ arm: null }` for `otherwise`; null where nobody may read it. */
  readonly out: VariableName | null;
}

export interface DecideCase {
  /** The arm's name, as the author wrote it: `yes`, `hard`, `a`. */
  readonly name: string;
  readonly when: Expression;
  readonly next: NodeId;
}
