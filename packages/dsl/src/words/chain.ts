import type { DRAFT, FlowDraft } from "@flowline/ir";
import type { ZodType } from "zod";
import type { Body, Stored } from "../types/body.js";
import type * as Calls from "../types/call-options.js";
import type { EventTerms, Lambda } from "../types/context.js";
import type { AnyEntry, Maybe, Step, Unsure, VarEntries } from "../types/entries.js";
import type { EventName, Frame, Payload, WithError, WithItem } from "../types/frame.js";
import type { ForEachOptions } from "../types/loop-options.js";
import type { AllEnded, AnyChain, EntriesOf, Merged, NothingFollows, Typed } from "../types/made.js";
import type { Exhaustive, OnlyKeys, WaitForWhat } from "../types/sentence.js";
import type {
  DoOptions,
  HttpOptions,
  HttpRequest,
  Named,
  Output,
  Responded,
  Returned,
  SendOptions,
  Sent,
} from "../types/step-options.js";
import type * as Waits from "../types/wait-options.js";
import type { Dag } from "./dag.js";

/** The chain that goes on after these arms, or the end where all of them have ended. */
type After<F extends Frame, Arms> = AllEnded<Arms> extends true ? NothingFollows : Chain<F, Merged<Arms>>;

/** A part of a flow: gets a beginning, gives what follows it. */
type Arm<F extends Frame, E extends AnyEntry, Made> = (b: Chain<F, E>) => Made;

/** Arms by key. */
type Arms<F extends Frame, E extends AnyEntry, Made> = { readonly [Key in keyof Made]: Arm<F, E, Made[Key]> };

/** What a `switch` may choose by. */
type SwitchValue = string | number | boolean | null | undefined;

/** What arms may give back. */
type MadeByKey = Readonly<Record<string | number, AnyChain>>;

/** A flow in the making. A value: each word gives a new chain and leaves this one as it is. */
export interface Chain<F extends Frame, E extends AnyEntry>
  extends Typed<F, E>,
    StepWords<F, E>,
    WaitWords<F, E>,
    ForkWords<F, E>,
    LoopWords<F, E>,
    FlowWords<F, E> {}

/** The words that touch the outside world or run user code. */
interface StepWords<F extends Frame, E extends AnyEntry> {
  /** Sends a message; skipped where the guard does not hold when the run arrives here. */
  send<Message extends string, Name extends string = Message>(
    message: Message,
    guard: Lambda<F, E, unknown>,
    options?: SendOptions<F, E, Name>,
  ): Chain<F, E | Step<Name, Sent | undefined>>;
  send<Message extends string, Name extends string = Message>(
    message: Message,
    options: SendOptions<F, E, Name> & { readonly when: Lambda<F, E, unknown> },
  ): Chain<F, E | Step<Name, Sent | undefined>>;
  send<Message extends string, Name extends string = Message>(
    message: Message,
    options?: SendOptions<F, E, Name>,
  ): Chain<F, E | Step<Name, Sent>>;
  /** Runs user code. What it returns is kept as JSON and is `steps.NAME` from here on. */
  do<Name extends string, Result>(name: Name, body: Body<F, E, Result>): Chain<F, E | Step<Name, Stored<Result>>>;
  // Those with a schema come first: TypeScript reads a body without parameters once, for the first overload, and only `const` keeps its texts.
  do<Name extends string, Schema extends ZodType, const Result extends Returned<Schema>>(
    name: Name,
    options: DoOptions<F, E> & { readonly output: Schema; readonly when?: undefined },
    body: Body<F, E, Result>,
  ): Chain<F, E | Step<Name, Output<Schema>>>;
  do<Name extends string, Schema extends ZodType, const Result extends Returned<Schema>>(
    name: Name,
    options: DoOptions<F, E> & { readonly output: Schema; readonly when: Lambda<F, E, unknown> },
    body: Body<F, E, Result>,
  ): Chain<F, E | Step<Name, Output<Schema> | undefined>>;
  do<Name extends string, Result>(
    name: Name,
    options: DoOptions<F, E> & { readonly output?: undefined; readonly when?: undefined },
    body: Body<F, E, Result>,
  ): Chain<F, E | Step<Name, Stored<Result>>>;
  do<Name extends string, Result>(
    name: Name,
    options: DoOptions<F, E> & { readonly output?: undefined; readonly when: Lambda<F, E, unknown> },
    body: Body<F, E, Result>,
  ): Chain<F, E | Step<Name, Stored<Result> | undefined>>;
  // Takes nothing that those above do not take: TypeScript explains a mistake by the last overload, which is this one.
  do<Name extends string, Schema extends ZodType | undefined = undefined>(
    name: Name,
    options: DoOptions<F, E> & { readonly output?: Schema; readonly when?: Lambda<F, E, unknown> },
    body: Body<F, E, Schema extends ZodType ? Returned<Schema> : unknown>,
  ): Chain<F, E | Step<Name, (Schema extends ZodType ? Output<Schema> : unknown) | undefined>>;
  /** Makes one HTTP request, described by a lambda. */
  http<Name extends string, Made extends MadeByKey = Readonly<Record<never, never>>>(
    name: Name,
    request: Lambda<F, E, HttpRequest>,
    options?: HttpOptions<F, E> & {
      readonly when?: undefined;
      /** Arms by status, and `exhausted` for when no attempt is left. */
      readonly arms?: HttpArms<F, E, Name, Made>;
    },
  ): After<F, Made[keyof Made] | Chain<F, E | Step<Name, Responded>>>;
  http<Name extends string, Made extends MadeByKey = Readonly<Record<never, never>>>(
    name: Name,
    request: Lambda<F, E, HttpRequest>,
    options: HttpOptions<F, E> & {
      readonly when: Lambda<F, E, unknown>;
      readonly arms?: HttpArms<F, E, Name, Made>;
    },
  ): After<F, Made[keyof Made] | Chain<F, E | Step<Name, Responded | undefined>>>;
}

/** The arms of an `http`: where it is exhausted, nobody has answered. */
type HttpArms<F extends Frame, E extends AnyEntry, Name extends string, Made> = {
  readonly [Key in keyof Made]: Arm<
    F,
    E | Step<Name, Key extends "exhausted" ? Responded | undefined : Responded>,
    Made[Key]
  >;
} & OnlyKeys<Made, number | "exhausted">;

/** The words that let a run wait. */
interface WaitWords<F extends Frame, E extends AnyEntry> {
  /** Pauses: `.waitFor("7d")` is 168 hours of flow time, `.waitFor(days(3).at("09:00"))` calendar time. */
  waitFor(pause: Waits.Pause, options?: Waits.PauseOptions<F>): Chain<F, E>;
  /** Waits for an event, at most `within`: `steps.NAME` then says whether it came. */
  waitFor<
    Event extends EventName<F>,
    As extends string = Event,
    Within extends Waits.Pause | undefined = undefined,
    Got extends AnyChain = Chain<F, E | Step<As, Waits.Got<Payload<F, Event>>>>,
    Timeout extends AnyChain = Chain<F, E | Step<As, Waits.TimedOut>>,
  >(
    event: Event,
    options?: Waits.EventWaitOptions<F, E, Event, As> & { readonly within?: Within },
    arms?: {
      readonly got?: Arm<F, E | Step<As, Waits.Got<Payload<F, Event>>>, Got>;
      readonly timeout?: Arm<F, E | Step<As, Waits.TimedOut>, Timeout>;
    },
  ): After<F, Got | ([Within] extends [undefined] ? never : Timeout)>;
  /** Waits for the first of several events: `{ paid: "invoice.paid", voided: "invoice.voided", late: "3d" }`. */
  waitFor<
    const Map extends Waits.Choices<F, E>,
    As extends string | undefined = undefined,
    Made extends MadeByKey = Readonly<Record<never, never>>,
  >(
    events: Map & Waits.DeadlineIsLate<Map>,
    options?: Named & { readonly as?: As; readonly since?: "run" | "node" },
    arms?: {
      readonly [Key in keyof Made]: Arm<
        F,
        E | Waits.EntryAs<As, Key extends keyof Map ? Waits.Chosen<F, Key, Map[Key]> : never>,
        Made[Key]
      >;
    } & OnlyKeys<Made, keyof Map>,
  ): After<F, Made[keyof Made] | Rest<F, E | Waits.EntryAs<As, Waits.FirstOf<F, Map>>, keyof Map, keyof Made>>;
  waitFor(what: WaitForWhat): never;
  /** Waits until an instant: a date field of the subject or trigger (the wait moves with it), or a date. */
  waitUntil<
    Due extends AnyChain = Chain<F, E>,
    Missing extends AnyChain = Chain<F, E>,
    Late extends AnyChain = Chain<F, E>,
  >(
    instant: Date | `${number}-${number}-${string}` | Lambda<F, E, Date | null | undefined> | Waits.Pause,
    options?: Waits.UntilOptions & {
      /** Taken when the date has come; where there is none, or it is too late, the run goes past this arm. */
      readonly due?: Arm<F, E, Due>;
      /** Taken where there is no date. Default: goes on at once. */
      readonly missing?: Arm<F, E, Missing>;
      /** Taken where the date lies further past than `maxLateness`. Default: goes on at once. */
      readonly late?: Arm<F, E, Late>;
    },
  ): After<F, Due | Missing | Late>;
  /** Waits until each of these events has come, in any order. */
  waitForAll<
    const Map extends Waits.Wanted<F, E>,
    As extends string | undefined = undefined,
    Within extends Waits.Pause | undefined = undefined,
    All extends AnyChain = Chain<F, E | Waits.EntryAs<As, Waits.GotAll<F, Map>>>,
    Timeout extends AnyChain = Chain<F, E | Waits.EntryAs<As, Waits.TimedOut>>,
  >(
    events: Map,
    options?: Named & { readonly within?: Within; readonly as?: As; readonly since?: "run" | "node" },
    arms?: {
      readonly all?: Arm<F, E | Waits.EntryAs<As, Waits.GotAll<F, Map>>, All>;
      readonly timeout?: Arm<F, E | Waits.EntryAs<As, Waits.TimedOut>, Timeout>;
    },
  ): After<F, All | ([Within] extends [undefined] ? never : Timeout)>;
  /** Waits for people to decide. */
  approval<
    Name extends string,
    Within extends Waits.Pause | undefined = undefined,
    Approved extends AnyChain = Chain<F, E | Waits.DecidedAs<Name, "approved">>,
    Rejected extends AnyChain = Chain<F, E | Waits.DecidedAs<Name, "rejected">>,
    Timeout extends AnyChain = Chain<F, E | Waits.DecidedAs<Name, "timeout">>,
  >(
    name: Name,
    terms: Waits.ApprovalOptions<F, E, Within> & {
      /** Another name of the arm `timeout`. */
      readonly escalate?: Arm<F, E | Waits.DecidedAs<Name, "timeout">, Timeout>;
    },
    arms?: {
      readonly approved?: Arm<F, E | Waits.DecidedAs<Name, "approved">, Approved>;
      readonly rejected?: Arm<F, E | Waits.DecidedAs<Name, "rejected">, Rejected>;
      readonly timeout?: Arm<F, E | Waits.DecidedAs<Name, "timeout">, Timeout>;
    },
  ): After<F, Approved | Rejected | ([Within] extends [undefined] ? never : Timeout)>;
}

/** The words that choose and that do several things at a time. */
interface ForkWords<F extends Frame, E extends AnyEntry> {
  /** One arm or the other; both go on here. */
  when<Yes extends AnyChain, No extends AnyChain = Chain<F, E>>(
    test: Lambda<F, E, unknown>,
    yes: Arm<F, E, Yes>,
    no?: Arm<F, E, No>,
    options?: Named,
  ): After<F, Yes | No>;
  /** One arm per value. Without a default, every value must have one. */
  switch<Value extends SwitchValue = never, Made extends MadeByKey = MadeByKey>(
    value: Lambda<F, E, Value>,
    arms: Arms<F, E, Made> & Exhaustive<Value, Made> & OnlyKeys<Made, Value>,
    options?: Named,
  ): After<F, Made[keyof Made]>;
  switch<Value extends SwitchValue = never, Made extends MadeByKey = MadeByKey, Default extends AnyChain = AnyChain>(
    value: Lambda<F, E, Value>,
    arms: Arms<F, E, Made> & OnlyKeys<Made, Value>,
    otherwise: Arm<F, E, Default>,
    options?: Named,
  ): After<F, Made[keyof Made] | Default>;
  /** By chance, the same for a subject every time: weights are percentages and make 100. */
  split<Weights extends Readonly<Record<string, number>>, Made extends MadeByKey = Readonly<Record<never, never>>>(
    weights: Weights,
    arms?: Arms<F, E, Made> & OnlyKeys<Made, keyof Weights>,
    options?: Named & { readonly salt?: string },
  ): After<F, Made[keyof Made] | Rest<F, E, keyof Weights, keyof Made>>;
  /** All arms at a time; goes on when all have come, or `need` of them. */
  parallel<
    Made extends MadeByKey,
    Need extends number | "all" = "all",
    Error extends "fail" | "arrive" = "fail",
    As extends string | undefined = undefined,
  >(
    arms: Arms<F, E, Made>,
    options?: Named & { readonly need?: Need; readonly armError?: Error; readonly as?: As },
  ): Chain<
    F,
    | Waits.EntryAs<As, Waits.Joined<Made>>
    | ([Need, Error] extends ["all", "fail"] ? E | EntriesOf<Made[keyof Made]> : Unsure<E, EntriesOf<Made[keyof Made]>>)
  >;
  /** All arms at a time; goes on with the first that comes, the others are canceled. */
  race<Made extends MadeByKey, As extends string | undefined = undefined>(
    arms: Arms<F, E, Made>,
    options?: Named & { readonly as?: As },
  ): Chain<F, Waits.EntryAs<As, Waits.Joined<Made>> | Unsure<E, EntriesOf<Made[keyof Made]>>>;
  /** A graph of tasks: each begins when those it names in `after` are over. */
  dag<Made extends AnyChain>(tasks: (d: Dag<F, E, never>) => Made): Chain<F, E | EntriesOf<Made>>;
}

/** The words that repeat. */
interface LoopWords<F extends Frame, E extends AnyEntry> {
  /** Again and again until a condition holds, at most `max` times; without a condition, `max` times. */
  repeat<Made extends AnyChain, As extends string | undefined = undefined>(
    body: Arm<F, E, Made>,
    options: Named & {
      /** Default: all `max` passes are made. */
      readonly until?: Lambda<F, E | EntriesOf<Made>, unknown>;
      readonly max: number;
      readonly every?: Waits.Pause;
      readonly as?: As;
    },
  ): Chain<F, E | EntriesOf<Made> | Waits.EntryAs<As, { readonly passes: number; readonly done: boolean }>>;
  /** Again and again; nothing can follow. */
  forever(options: Named & { readonly every?: Waits.Pause }, body: Arm<F, E, AnyChain>): NothingFollows;
  forever(body: Arm<F, E, AnyChain>): NothingFollows;
  /** Once for each item of a list that the run has, with `until` again until it holds. */
  forEach<Item, Made extends AnyChain, Kept = null, As extends string | undefined = undefined>(
    list: readonly Item[] | Lambda<F, E, readonly Item[] | null | undefined>,
    body: (b: Chain<WithItem<F, Item>, E>, item: Item) => Made,
    options?: ForEachOptions<WithItem<F, Item>, E | EntriesOf<Made>, Kept, As>,
  ): Chain<F, E | Waits.EntryAs<As, readonly Kept[]>>;
  forEach<Item, Made extends AnyChain, Kept = null, As extends string | undefined = undefined>(
    list: readonly Item[] | Lambda<F, E, readonly Item[] | null | undefined>,
    body: (b: Chain<WithItem<F, Item>, E>, item: Item) => Made,
    options: ForEachOptions<WithItem<F, Item>, E | EntriesOf<Made>, Kept, As> & {
      readonly until: Lambda<WithItem<F, Item>, E | EntriesOf<Made>, unknown>;
      readonly rounds?: number;
      readonly concurrency?: 1;
    },
  ): Chain<F, Unsure<E, EntriesOf<Made>> | Waits.EntryAs<As, readonly Kept[]>>;
  /** Once for each item of a list that is known when the flow is compiled. */
  each<const Items extends readonly unknown[], Made extends AnyChain>(
    items: Items,
    body: (b: Chain<F, E>, item: Items[number]) => Made,
  ): Chain<F, Items extends readonly [unknown, ...unknown[]] ? E | EntriesOf<Made> : Unsure<E, EntriesOf<Made>>>;
}

/** The words that concern the flow as a whole. */
interface FlowWords<F extends Frame, E extends AnyEntry> {
  /** Starts another flow and waits for its end. */
  call<Flow extends AnyChain | string, As extends string = Calls.NameOf<Flow>>(
    flow: Flow,
    ...rest: Calls.CallRest<F, E, Flow, As>
  ): Chain<F, E | Calls.StepNamed<As, Calls.Called<Flow>>>;
  /** Starts another flow and goes on. */
  start<Flow extends AnyChain | string, As extends string = Calls.NameOf<Flow>>(
    flow: Flow,
    ...rest: Calls.CallRest<F, E, Flow, As>
  ): Chain<F, E | Calls.StepNamed<As, { readonly run: string }>>;
  /** Sets variables of the run: `vars.NAME` from here on. */
  set<const Values extends Readonly<Record<string, Calls.Settable<F, E>>>>(
    values: Values,
  ): Chain<F, E | VarEntries<Values>>;
  /** Says that something happened: an event like any from outside. */
  emit<Event extends EventName<F>>(event: Event, ...payload: Calls.EmitRest<F, E, Event>): Chain<F, E>;
  /** Ends the run. */
  exit(reason?: string): NothingFollows;
  /** Ends the run as soon as an event comes or a condition holds, whatever it waits for. */
  exitWhen<Event extends EventName<F>>(event: Event, terms?: EventTerms<F, E, Event> & Named): Chain<F, E>;
  exitWhen(condition: Lambda<F, E, unknown>, options?: Named): Chain<F, E>;
  /** Counts the run as converted as soon as an event comes or a condition holds, and ends it unless `exit` is false. */
  goal<Event extends EventName<F>>(
    name: string,
    event: Event,
    options?: Calls.GoalOptions & EventTerms<F, E, Event>,
  ): Chain<F, E>;
  goal(name: string, condition: Lambda<F, E, unknown>, options?: Calls.GoalOptions): Chain<F, E>;
  /** A part of the flow whose failure `.catch(...)` takes. */
  try<Made extends AnyChain>(body: Arm<F, E, Made>): Tried<F, E, Made>;
  /** What to do when the run has failed. */
  onError(body: Arm<WithError<F>, Maybe<E>, AnyChain>): Chain<F, E>;
  /** Puts another chain in here; a journey's steps are `steps.JOURNEY.NAME`. */
  use<Used extends AnyChain>(chain: Used): Chain<F, E | Calls.UsedEntries<Used>>;
  /** The same under a namespace: its steps are `steps.NAMESPACE.NAME`. */
  use<Namespace extends string, Used extends AnyChain>(
    namespace: Namespace,
    chain: Used,
  ): Chain<F, E | Calls.Namespaced<Namespace, EntriesOf<Used>>>;
  /** A remark on the canvas. */
  note(text: string): Chain<F, E>;
  /** A frame on the canvas round a part of the flow. */
  group<Made extends AnyChain>(name: string, body: Arm<F, E, Made>): After<F, Made>;
}

/** A `try` that still needs its `catch`. */
export interface Tried<F extends Frame, E extends AnyEntry, Made> {
  /** What to do with the failure; `error` says what it was. Both ways go on here. */
  catch<Caught extends AnyChain>(
    handler: Arm<WithError<F>, Unsure<E, EntriesOf<Made>>, Caught>,
  ): After<F, Made | Caught>;
  /** The chain as the compiler gets it. */
  readonly [DRAFT]: () => FlowDraft;
}

/** The way past the arms, where there is one. */
type Rest<F extends Frame, E extends AnyEntry, Keys, Covered> = [Exclude<Keys, Covered>] extends [never]
  ? never
  : Chain<F, E>;
