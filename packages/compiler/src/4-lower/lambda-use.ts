import type { Expression, Span } from "@flowline/ir";
import type { SiteArgument } from "../2-read/reading.js";
import type { Tier } from "./tier.js";

/** What a lambda is for, and where it was handed over. */
export interface LambdaUse {
  /** For messages: `the guard of "hi"`. */
  readonly role: string;
  /** `verdict`: only its truthiness counts. */
  readonly purpose: "verdict" | "value";
  readonly shape: LambdaShape;
  /** The place of the argument; findings go there that the lambda's own text has no place for. */
  readonly span: Span | null;
  /** `portable`: a query is made of it, so JavaScript alone is refused. */
  readonly tier: "any" | "portable";
  /** The name that a worker finds a `js(...)` by: `NODE#ROLE`. Null: `js(...)` has no place here. */
  readonly binding: string | null;
  /** The places of the argument's parts, where it is written out as an object or a list. */
  readonly members?: ReadonlyMap<string, SiteArgument>;
}

/**
 * What the parameters are, in order. `subject`: the subject, the context. `plain`: the context. `where`: the arriving event,
 * the subject, the context. `plainWhere`: the same in a flow about nobody, without the subject. `event`: a payload. `item`: the element of a list. `row`: the subject's fields.
 */
export type LambdaShape = "subject" | "plain" | "where" | "plainWhere" | "event" | "item" | "row";

/** A lambda as an expression, and the best of the back ends that can answer it. */
export interface LoweredLambda {
  readonly expression: Expression;
  readonly tier: Tier;
}
