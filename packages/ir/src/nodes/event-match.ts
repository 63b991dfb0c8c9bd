import type { Expression } from "../expression/ast.js";

/** Which arriving events a run takes for its own. */
export interface EventMatch {
  readonly event: string;
  /** `subject`: only those about the run's subject. `anyone`: all. */
  readonly from: "subject" | "anyone";
  /** Names of keys in which the event must equal the run: the event's key and the variable `keys.NAME`. Sorted. */
  readonly keys: readonly string[];
  /** Asked of the event (the variable `event`), the subject as it is then, and the run's variables. */
  readonly where: Expression | null;
}
