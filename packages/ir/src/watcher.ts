import type { Expression } from "./expression/ast.js";
import type { EventMatch } from "./nodes/event-match.js";

/** What the whole run watches for, before every step, at every wake and while it waits. */
export interface Watcher {
  /** Stays with the watcher over versions: the goal's name, or the event's. */
  readonly name: string;
  readonly kind: "goal" | "exit";
  readonly on: EventWatch | PredicateWatch;
  /** Whether it ends the run: as `converted` (a goal) or `exited`. A goal that does not is counted once. */
  readonly exits: boolean;
}

/** An event that arrives. */
export interface EventWatch {
  readonly type: "event";
  readonly match: EventMatch;
}

/** A condition on the subject (and the run's `trigger`, `vars` and `keys`), portable to SQL. */
export interface PredicateWatch {
  readonly type: "predicate";
  readonly when: Expression;
}
