import type { Lambda } from "./context.js";
import type { AnyEntry } from "./entries.js";
import type { Frame } from "./frame.js";
import type { Named } from "./step-options.js";

/** What a `forEach` may be told. */
export interface ForEachOptions<F extends Frame, E extends AnyEntry, Kept, As> extends Named {
  /** How many items at most; more fail the run. */
  readonly max?: number;
  /** How many at a time. Default: 1, in the order of the list. */
  readonly concurrency?: number;
  /** What tells the items apart. Default: their place in the list. */
  readonly key?: (item: F["item"]) => unknown;
  /** What an item's failure does to the others. Default: `fail`. */
  readonly itemError?: "fail" | "continue";
  /** What is kept of each item, for `as`. */
  readonly collect?: Lambda<F, E, Kept>;
  /** The name in `steps` of what was collected. */
  readonly as?: As;
}
