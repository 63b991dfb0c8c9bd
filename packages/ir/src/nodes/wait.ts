import type { Expression } from "../expression/ast.js";
import type { EventMatch } from "./event-match.js";
import type { NodeId, VariableName } from "./node-id.js";

/**
 * A cursor stays here, as one row and without a process, until flow time has passed the deadline or what it waits for
 * has come. What it came to has a name: an arm of that name is taken, else `next`.
 */
export interface WaitNode {
  readonly kind: "wait";
  /** Null: it waits without a limit. */
  readonly until: Deadline | null;
  /** Empty for a pause. */
  readonly events: readonly Subscription[];
  /** `first`: one of the events is enough. `all`: each must have come once, in any order. */
  readonly need: "first" | "all";
  /** Each of these sets the deadline anew, counted from its arrival. */
  readonly restartOn: readonly EventMatch[];
  readonly approval: ApprovalTerms | null;
  /** From when on an event counts: since the run began, or since the cursor came here. */
  readonly since: "run" | "node";
  readonly out: VariableName | null;
  /** Outcome to node. Outcomes: see the semantics page, `wait`. */
  readonly arms: Readonly<Record<string, NodeId>>;
  readonly next: NodeId;
}

/** One kind of event that a wait listens for. */
export interface Subscription extends EventMatch {
  /** The outcome's name: `got` where the wait listens for one event, else the author's. */
  readonly name: string;
}

/** When a wait ends by itself. */
export type Deadline = DurationDeadline | CalendarDeadline | InstantDeadline;

/** The deadline lies `ms` milliseconds of flow time after the commit that brought the cursor here. */
export interface DurationDeadline {
  readonly type: "duration";
  readonly ms: number;
}

/** Calendar time in a zone: so many months and days on from the arrival, then on to a weekday, then at a time of day. */
export interface CalendarDeadline {
  readonly type: "calendar";
  readonly months: number;
  readonly days: number;
  /** Whether days count Monday to Friday only. */
  readonly workdays: boolean;
  /** 1 (Monday) to 7: the next such day from there, never the day of arrival; null: any. */
  readonly weekday: number | null;
  /** `HH:MM`; null: the time of day of the arrival. */
  readonly at: string | null;
  readonly zone: Zone;
}

/** An instant that an expression gives. Null takes the outcome `missing`. */
export interface InstantDeadline {
  readonly type: "instant";
  readonly instant: Expression;
  /** `HH:MM` of that instant's day in the zone; null: the instant itself. */
  readonly at: string | null;
  readonly zone: Zone;
  /** An instant that is further past than this on arrival takes the outcome `late`; null: any past instant is due at once. */
  readonly maxLatenessMs: number | null;
}

/** The IANA zone that an expression gives, else the fallback where it gives null or no zone. */
export interface Zone {
  readonly of: Expression | null;
  readonly fallback: string;
}

/** People decide, each at most once. */
export interface ApprovalTerms {
  /** The name that people see and answer to. */
  readonly name: string;
  /** Who may decide: a text or a list of texts; computed on arrival. */
  readonly of: Expression;
  /** How many approvals are enough. */
  readonly need: number;
  /** `any`: one rejection decides. `all`: only when approval has become impossible. */
  readonly reject: "any" | "all";
  /** Who may not decide although listed: a text or a list; null: nobody. */
  readonly not: Expression | null;
  /** Milliseconds after the arrival at which those who have not answered are reminded. Ascending. */
  readonly remindMs: readonly number[];
}
