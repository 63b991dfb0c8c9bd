import type { Duration } from "../duration.js";
import type { Calendar, TimeOfDay } from "../words/calendar.js";
import type { EventTerms, Lambda } from "./context.js";
import type { AnyEntry, Entry, Step } from "./entries.js";
import type { EventName, Frame, Payload } from "./frame.js";
import type { Named } from "./step-options.js";

/** How long: a length of flow time, or calendar time. */
export type Pause = Duration | Calendar;

/** What a pause may be told. */
export interface PauseOptions<F extends Frame> extends Named {
  /** Each of these events about the run's subject lets the pause start over. */
  readonly restartOn?: EventName<F> | readonly EventName<F>[];
}

/** What a wait for one event may be told. */
export interface EventWaitOptions<F extends Frame, E extends AnyEntry, Event extends string, As extends string>
  extends EventTerms<F, E, Event> {
  /** From when on an event counts: since the run began (the default) or since it came here. */
  readonly since?: "run" | "node";
  /** The name in `steps`. Default: the event's name. */
  readonly as?: As;
}

/** The event came. */
export interface Got<Event> {
  readonly ok: true;
  readonly event: Event;
}

/** The deadline came first. */
export interface TimedOut {
  readonly ok: false;
}

/** An event with terms of its own, in a wait for several. */
type EventChoice<F extends Frame, E extends AnyEntry> = {
  readonly [Event in EventName<F>]: EventTerms<F, E, Event> & { readonly event: Event };
}[EventName<F>];

/** The events of a wait for the first of several, and its deadline. */
export type Choices<F extends Frame, E extends AnyEntry> = Readonly<
  Record<string, EventName<F> | EventChoice<F, E> | Pause>
>;

/** Refuses a deadline under another key than `late` or `timeout`. */
export type DeadlineIsLate<Map> = {
  readonly [Key in keyof Map]: Map[Key] extends Pause
    ? Key extends "late" | "timeout"
      ? unknown
      : "The deadline of a wait for the first of several stands under the key 'late' (or 'timeout')."
    : unknown;
};

/** What the first of several gives where it was this one. */
export type Chosen<F extends Frame, Key, Choice> = Choice extends Pause
  ? { readonly is: "timeout" }
  : { readonly is: Key; readonly event: Payload<F, EventOf<Choice>> };

/** What the first of several gives. */
export type FirstOf<F extends Frame, Map> = { [Key in keyof Map]: Chosen<F, Key, Map[Key]> }[keyof Map];

/** The entry of a wait for several: none where it has no name of its own. */
export type EntryAs<As extends string | undefined, Out> = As extends string ? Step<As, Out> : never;

/** What arms that ran together came to. */
export interface Joined<Made> {
  /** The arm that came first; null where none had to. */
  readonly first: (keyof Made & string) | null;
  /** What became of each arm. */
  readonly arms: { readonly [Key in keyof Made]: "done" | "failed" | "canceled" };
}

/** The events of a wait for all. */
export type Wanted<F extends Frame, E extends AnyEntry> = Readonly<Record<string, EventName<F> | EventChoice<F, E>>>;

/** What a wait for all gives where all came. */
export interface GotAll<F extends Frame, Map> {
  readonly ok: true;
  readonly events: { readonly [Key in keyof Map]: Payload<F, EventOf<Map[Key]>> };
}

/** What `waitUntil` may be told. */
export interface UntilOptions extends Named {
  /** That time on the instant's day. */
  readonly at?: TimeOfDay;
  /** Default: the subject's, else UTC. */
  readonly zone?: string;
  /** How far past the instant may lie on arrival. Default: any. */
  readonly maxLateness?: Duration;
}

/** Who must agree, and what happens meanwhile. */
export interface ApprovalOptions<F extends Frame, E extends AnyEntry, Within> {
  /** Who may decide. */
  readonly of: string | readonly string[] | Lambda<F, E, string | readonly string[]>;
  /** How many approvals are enough. Default: 1. */
  readonly need?: number;
  /** `any`: one rejection decides. `all`: only when approval has become impossible. Default: `any`. */
  readonly reject?: "any" | "all";
  /** Who may not decide although listed. */
  readonly not?: string | readonly string[] | Lambda<F, E, string | readonly string[] | null | undefined>;
  /** When those who have not answered are reminded. */
  readonly remind?: readonly Duration[];
  readonly within?: Within;
}

/** What people said. */
export interface Decision {
  readonly by: string;
  readonly approved: boolean;
  readonly comment: string | null;
}

/** What an approval gives where it came to this. */
export interface Decided<Is extends string> {
  readonly is: Is;
  readonly decisions: readonly Decision[];
}

/** The entry of an approval that came to this. */
export type DecidedAs<Name extends string, Is extends string> = Entry<`steps.${Name}`, Decided<Is>>;

type EventOf<Choice> = Choice extends { readonly event: infer Event } ? Event : Choice;
