import type { Expression } from "./expression/ast.js";

/** How many runs of a flow may be live at a time. */
export interface Concurrency {
  /** One limit per value, asked of the trigger; null: one for the flow. */
  readonly key: Expression | null;
  readonly limit: number;
  readonly onFull: "queue" | "keepNewest" | "cancelNewest" | "cancelRunning";
}
