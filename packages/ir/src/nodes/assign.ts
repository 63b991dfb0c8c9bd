import type { Expression } from "../expression/ast.js";
import type { NodeId, VariableName } from "./node-id.js";

/** Effects that are the commit itself: variables that are set, events that are emitted. It has no body and cannot fail. */
export interface AssignNode {
  readonly kind: "assign";
  /** Computed in order, each seeing those before it. */
  readonly set: readonly Assignment[];
  readonly emit: readonly Emission[];
  readonly next: NodeId;
}

export interface Assignment {
  readonly variable: VariableName;
  readonly value: Expression;
}

/** An event that the run itself reports. Its subject and keys follow from the payload, as for any event. */
export interface Emission {
  readonly event: string;
  readonly payload: Expression;
}
