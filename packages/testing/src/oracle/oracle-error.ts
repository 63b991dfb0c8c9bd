import { FlowError } from "@flowline/ir";

/** What a caller of the oracle did wrong, or a flow that never comes to rest. */
export class OracleError extends FlowError {
  readonly code = "ORACLE";

  constructor(message: string) {
    super(message);
    this.name = "OracleError";
  }
}
