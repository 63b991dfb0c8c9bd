import type { AnyEntry, StepsOf, VarsOf } from "./entries.js";
import type { Frame, Nobody, Payload } from "./frame.js";

/** What a lambda may know besides its subject. */
export interface Context<F extends Frame, E extends AnyEntry> {
  /** The event or input that began the run. */
  readonly trigger: F["trigger"];
  /** What earlier steps gave, by name. A step that may have been skipped may be undefined. */
  readonly steps: StepsOf<E>;
  /** The run's variables, as `set` left them. */
  readonly vars: VarsOf<E>;
  /** The present item of a `forEach`. */
  readonly item: F["item"];
  /** What a `catch` or `onError` caught. */
  readonly error: F["error"];
}

/**
 * A condition or a value: `(subject, { trigger, steps, vars, item, error }) => ...`; in a flow about nobody, without
 * the first parameter. The compiler reads the lambda's source and never calls it.
 */
export type Lambda<F extends Frame, E extends AnyEntry, Result> = [F["subject"]] extends [Nobody]
  ? (context: Context<F, E>) => Result
  : (subject: F["subject"], context: Context<F, E>) => Result;

/** A condition on an arriving event, which comes first: `(event, subject, { trigger }) => ...`. */
export type Where<F extends Frame, E extends AnyEntry, Event> = [F["subject"]] extends [Nobody]
  ? (event: Event, context: Context<F, E>) => unknown
  : (event: Event, subject: F["subject"], context: Context<F, E>) => unknown;

/** A value written out, or a lambda that gives it. */
export type Given<F extends Frame, E extends AnyEntry, Value> = Value | Lambda<F, E, Value>;

/** How an event that a run watches or waits for is told from others of its name. */
export interface EventTerms<F extends Frame, E extends AnyEntry, Event extends string> {
  /** Which of these events count. Default: those about the run's subject with the run's keys. */
  readonly where?: Where<F, E, Payload<F, Event>>;
  /** Default: only events about the run's subject. */
  readonly from?: "anyone";
}
