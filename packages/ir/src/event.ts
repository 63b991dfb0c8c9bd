import type { Expression } from "./expression/ast.js";
import type { ValueType } from "./value-type.js";

/** A named fact from outside, as the project declares it. The expressions read the payload, the variable `event`. */
export interface EventIr {
  readonly payload: ValueType;
  /** Whom it is about; null: nobody. */
  readonly subject: string | null;
  /** The subject's id in the payload; null only where `subject` is. */
  readonly id: Expression | null;
  /** Named keys by which runs and events find each other. */
  readonly keys: Readonly<Record<string, Expression>>;
}
