import type { output, ZodType } from "zod";
import type { Duration } from "../duration.js";
import type { Body } from "./body.js";
import type { Lambda } from "./context.js";
import type { AnyEntry } from "./entries.js";
import type { Frame } from "./frame.js";

/** When a step that failed is tried again: how often at most, or in detail. */
export type Retry = number | RetryOptions;

/** When a step that failed is tried again. */
interface RetryOptions {
  /** How often at most, the first try included. */
  readonly attempts?: number;
  /** The pause before the second try, the third, and so on. */
  readonly after?: readonly Duration[];
  /** Pauses that grow. */
  readonly backoff?: { readonly first: Duration; readonly factor?: number; readonly max?: Duration };
  /** How much of a pause chance may take off: 0 to 1. */
  readonly jitter?: number;
  /** Whether a longer `Retry-After` of the other side wins. */
  readonly honorRetryAfter?: boolean;
}

/** A budget that many steps share. */
interface RateLimitOptions<F extends Frame, E extends AnyEntry> {
  readonly name: string;
  /** How much of the budget one attempt takes. Default: 1. */
  readonly units?: number;
  /** One budget per value. Default: one for all. */
  readonly key?: Lambda<F, E, unknown>;
}

/** What any step may be told. */
interface StepOptions<F extends Frame, E extends AnyEntry> {
  readonly retry?: Retry;
  /** How long one attempt may run. */
  readonly timeout?: Duration;
  readonly rateLimit?: RateLimitOptions<F, E>;
}

/** How many runs of a flow may be live at a time. */
export interface ConcurrencyOptions<Trigger> {
  /** One limit per value, asked of what began the run. Default: one for the flow. */
  readonly key?: (trigger: Trigger) => unknown;
  readonly limit: number;
  /** What happens to a run beyond the limit. Default: `queue`. */
  readonly onFull?: "queue" | "keepNewest" | "cancelNewest" | "cancelRunning";
}

/** What a `send` may be told besides its message. */
export interface SendOptions<F extends Frame, E extends AnyEntry, Name extends string> extends StepOptions<F, E> {
  /** The step's name. Default: the message's. */
  readonly name?: Name;
  /** The same as `name`. */
  readonly id?: Name;
  /** Further variables of the template. */
  readonly data?: Lambda<F, E, Readonly<Record<string, unknown>>>;
  /** The recipient's address. Default: the subject's. */
  readonly to?: Lambda<F, E, string | null | undefined>;
  /** Default: `email`. */
  readonly channel?: string;
  /** `atMostOnce`: never repeated, not even where nobody knows whether it left. Default: `idempotent`. */
  readonly delivery?: "idempotent" | "atMostOnce";
}

/** What a `send` gives. */
export interface Sent {
  readonly status: string;
}

/** What a `do` may be told. */
export interface DoOptions<F extends Frame, E extends AnyEntry> extends StepOptions<F, E> {
  /** Takes back what the body did, when something around it fails after it has completed. */
  readonly undo?: Body<F, E, unknown>;
}

/** What a `do` with a schema gives. */
export type Output<Schema extends ZodType> = Readonly<output<Schema>>;

/** What the body of a `do` with a schema may return: it is kept as JSON, so lists may be read-only all the way down. */
export type Returned<Schema extends ZodType> = Frozen<output<Schema>>;

type Frozen<Value> = unknown extends Value
  ? Value
  : Value extends string | number | boolean | bigint | Date | null | undefined
    ? Value
    : { readonly [Key in keyof Value]: Frozen<Value[Key]> };

/** One HTTP request. */
export interface HttpRequest {
  readonly method: "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | number | boolean | null | undefined>>;
  readonly body?: unknown;
  /** The name of the secret to sign the body with. */
  readonly sign?: string;
}

/** What an `http` may be told. */
export interface HttpOptions<F extends Frame, E extends AnyEntry> extends StepOptions<F, E> {
  /** Statuses outside 200 to 299 that are an outcome and not a failure. */
  readonly accepts?: readonly number[];
}

/** What an `http` gives. */
export interface Responded {
  readonly status: number;
  /** JSON where it was JSON, else text. Nobody has checked it, so it is what `JSON.parse` gives. */
  readonly body: ReturnType<JSON["parse"]>;
}

/** A name of a node's own. */
export interface Named {
  readonly name?: string;
}
