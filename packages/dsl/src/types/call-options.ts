import type { Given, Lambda } from "./context.js";
import type { AnyEntry, Entry, Step, StepsOf, VarsOf } from "./entries.js";
import type { Frame, Payload } from "./frame.js";
import type { EntriesOf, JOURNEY, MADE } from "./made.js";

/** What `call` and `start` may be told besides the input. */
interface CallOptions<F extends Frame, E extends AnyEntry, As extends string> {
  /** The id of whom the other run is about. Default: this run's subject. */
  readonly subject?: Given<F, E, string | number>;
  /** The name in `steps`. Default: the flow's name, where it is written out. */
  readonly as?: As;
  readonly name?: string;
}

/** The arguments after the flow: its input, and options. */
export type CallRest<F extends Frame, E extends AnyEntry, Flow, As extends string> =
  IsNeeded<InputOf<Flow>> extends true
    ? [input: Given<F, E, InputOf<Flow>>, options?: CallOptions<F, E, As>]
    : [input?: Given<F, E, InputOf<Flow>>, options?: CallOptions<F, E, As>];

/** What an awaited flow came to. */
export interface Called<Flow> {
  readonly outcome: "completed" | "exited" | "converted";
  readonly reason: string | null;
  /** Its variable `vars.result`. */
  readonly result: VarsOf<EntriesOf<Flow>> extends { readonly result: infer Result } ? Result : unknown;
}

/** The name under which a flow stands in `steps`; `string` where only the compiler knows it. */
export type NameOf<Flow> = Flow extends string ? Flow : FrameOf<Flow>["name"];

/** The entry of a step whose name may not be known here. */
export type StepNamed<Name extends string, Out> = string extends Name ? never : Step<Name, Out>;

/** The arguments of `emit` after the event: its payload, unless all of it is optional. */
export type EmitRest<F extends Frame, E extends AnyEntry, Event> =
  IsNeeded<Payload<F, Event>> extends true
    ? [payload: Given<F, E, Payload<F, Event>>]
    : [payload?: Given<F, E, Payload<F, Event>>];

/** What a `goal` may be told. */
export interface GoalOptions {
  /** Whether the goal ends the run. Default: true. */
  readonly exit?: boolean;
}

/** What `set` takes for a variable. */
export type Settable<F extends Frame, E extends AnyEntry> =
  | string
  | number
  | boolean
  | null
  | Date
  | readonly unknown[]
  | Readonly<Record<string, unknown>>
  | Lambda<F, E, unknown>;

/** What a chain that is used adds. */
export type UsedEntries<Used> = Used extends { readonly [JOURNEY]?: infer Name }
  ? Name extends string
    ? Namespaced<Name, EntriesOf<Used>>
    : EntriesOf<Used>
  : EntriesOf<Used>;

/** What a chain adds under a namespace. Variables have no namespace. */
export type Namespaced<Namespace extends string, E extends AnyEntry> =
  | Step<Namespace, StepsOf<E>>
  | Extract<E, Entry<`vars.${string}`, unknown>>;

type FrameOf<Flow> = Flow extends { readonly [MADE]?: { readonly frame: infer F extends Frame } } ? F : Frame;

type InputOf<Flow> = FrameOf<Flow>["input"];

type IsNeeded<Input> = unknown extends Input
  ? false
  : undefined extends Input
    ? false
    : Readonly<Record<never, never>> extends Input
      ? false
      : true;
