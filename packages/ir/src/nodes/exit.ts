import type { VariableName } from "./node-id.js";

/** Ends the run from wherever it stands, with every cursor, wait and child that it has. The run is `completed`. */
export interface ExitNode {
  readonly kind: "exit";
  readonly reason: string;
  /** Where set, nothing is exited: the failure that this variable holds (`error.NODE`) propagates from here. */
  readonly raise: VariableName | null;
}
