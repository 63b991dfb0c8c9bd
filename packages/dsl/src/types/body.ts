import type { Duration } from "../duration.js";
import type { Context } from "./context.js";
import type { AnyEntry } from "./entries.js";
import type { EventName, Frame, Nobody, Payload } from "./frame.js";
import type { AnyChain } from "./made.js";

/** What the body of a `do` knows and may do. Durable calls take their key first and are remembered by it. */
export interface BodyContext<F extends Frame, E extends AnyEntry> extends Context<F, E> {
  /** What the project's `services` gave. */
  readonly services: F["project"]["services"];
  /** Aborted when the run is canceled or the attempt has run too long. */
  readonly signal: AbortSignal;
  /** The same on every attempt of this step: hand it to whoever must not do a thing twice. */
  readonly idempotencyKey: string;
  /** Writes to the run's history. */
  readonly log: (message: string, facts?: Readonly<Record<string, unknown>>) => void;
  /** Says how far the body has come. */
  readonly progress: (done: number, of?: number) => void;
  /** Runs a part of the body once, and gives what it gave on later attempts. */
  readonly once: <Result>(key: string, part: () => Result | Promise<Result>) => Promise<Result>;
  /** Pauses in flow time, without a process. */
  readonly sleep: (key: string, duration: Duration) => Promise<void>;
  /** Waits for an event about the run's subject. */
  readonly waitFor: <Event extends EventName<F>>(key: string, event: Event) => Promise<Payload<F, Event>>;
  /** Starts another flow and waits for its end. */
  readonly call: (key: string, flow: AnyChain | string, input?: unknown) => Promise<unknown>;
  /** The instant in flow time, the same on later attempts. */
  readonly now: (key: string) => Promise<Date>;
  /** All of these, in order. */
  readonly all: <const Promises extends readonly unknown[]>(
    promises: Promises,
  ) => Promise<{ -readonly [Place in keyof Promises]: Awaited<Promises[Place]> }>;
  /** The first of these. */
  readonly race: <Result>(promises: readonly (Result | Promise<Result>)[]) => Promise<Result>;
}

/** User code: at least once, awaited, what it returns is kept. In a flow about nobody, without the first parameter. */
export type Body<F extends Frame, E extends AnyEntry, Result> = [F["subject"]] extends [Nobody]
  ? (context: BodyContext<F, E>) => Result | Promise<Result>
  : (subject: F["subject"], context: BodyContext<F, E>) => Result | Promise<Result>;

/** What a returned value is when it is read again: it was kept as JSON. Nothing is null, a date is its text. */
export type Stored<Value> = Value extends unknown
  ? unknown extends Value
    ? Value
    : undefined extends Value
      ? null
      : StoredSome<Value>
  : never;

type StoredSome<Value> = Value extends string | number | boolean | null
  ? Value
  : Value extends Date
    ? string
    : { readonly [Key in keyof Value]: Value[Key] extends undefined ? undefined : StoredSome<Value[Key]> };
