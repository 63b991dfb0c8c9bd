import type { Expression } from "../expression/ast.js";
import type { NodeId } from "./node-id.js";

/** A node that touches the outside world or runs user code. Its body may run more than once; it commits once. */
export interface StepNode {
  readonly kind: "step";
  readonly action: SendAction;
  readonly next: NodeId;
}

/**
 * Render a message and hand it to a channel's provider. `reads` names, sorted, every field of the subject that
 * rendering and addressing need: they are read when the cursor arrives at the step, kept in its intent, and not
 * read again by a second attempt.
 */
export interface SendAction {
  readonly type: "send";
  readonly message: string;
  readonly channel: "email";
  /** `idempotent`: every try carries the same key and Message-ID; a crash may repeat it. */
  readonly delivery: "idempotent";
  /** The recipient's address: an expression over the subject. */
  readonly to: Expression;
  readonly reads: readonly string[];
}
