import type { Environment } from "./environment.js";
import type { Lowering } from "./lowering.js";
import type { ReadableFields } from "./read-field.js";

/** What a lambda is lowered against. */
export interface ExpressionSurroundings {
  readonly lowering: Lowering;
  /** Null: there is no subject, or the project could not be compiled, which has been reported. */
  readonly readable: ReadableFields | null;
  readonly environment: Environment;
}
