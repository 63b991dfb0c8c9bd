import type { Expression } from "./expression/ast.js";
import type { ValueType } from "./value-type.js";

/** What begins a run. */
export type Trigger = AudienceTrigger | EventTrigger | ScheduleTrigger | ManualTrigger;

/** The standing audience: every subject for whom the predicate holds is enrolled, by default once per flow name. */
export interface AudienceTrigger {
  readonly type: "audience";
  readonly predicate: Expression;
  readonly reentry: Reentry;
}

/** Whether a subject who has been through may come again: never, whenever the last run has ended, or so long after it began. */
export type Reentry = "once" | "always" | { readonly afterMs: number };

/** An arriving event. Its payload is the variable `trigger`. */
export interface EventTrigger {
  readonly type: "event";
  readonly event: string;
  /** Asked of the event (the variable `event`) and its subject; null: every such event. */
  readonly where: Expression | null;
  /** Names of the event's keys that make a run of its own, sorted; empty: one run per subject. */
  readonly keys: readonly string[];
  readonly again: Again;
  readonly reentry: Reentry;
}

/**
 * What a further trigger does while a run of the same subject and keys lives: nothing, replace `trigger` in it, begin
 * it anew, begin another when it has ended, or begin another at once.
 */
export type Again = "ignore" | "update" | "restart" | "queue" | "parallel";

/** A cron expression (five or six fields) in an IANA zone. The run has no subject; `trigger` is `{ scheduledAt }`. */
export interface ScheduleTrigger {
  readonly type: "schedule";
  readonly cron: string;
  readonly zone: string;
}

/** A command: the API, another flow's `call` or `start`. The input is the variable `trigger`. */
export interface ManualTrigger {
  readonly type: "manual";
  readonly input: ValueType;
}
