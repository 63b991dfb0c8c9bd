import type { Value, ValueType } from "../value-type.js";

/**
 * One typed expression tree with three back ends (interpreter, SQL, JavaScript printer), which a differential
 * test keeps equal. Every node knows its type. `and`, `or`, `not` and comparisons take and give booleans that
 * are never null: a JavaScript truthiness test is lowered to `truthy` when it is read.
 */
export type Expression =
  | LiteralExpression
  | FieldExpression
  | TruthyExpression
  | NotExpression
  | LogicalExpression
  | ConditionalExpression
  | CoalesceExpression
  | EqualExpression
  | CompareExpression
  | TextExpression
  | InExpression
  | ClockExpression
  | ShiftExpression;

/** A constant: written in the lambda or captured from around it. An instant literal holds its ISO text. */
export interface LiteralExpression {
  readonly op: "literal";
  readonly type: ValueType;
  readonly value: Value;
}

/** A field of the subject, stored or derived. */
export interface FieldExpression {
  readonly op: "field";
  readonly type: ValueType;
  readonly name: string;
}

/** What JavaScript's `Boolean(x)` gives: never null. */
export interface TruthyExpression {
  readonly op: "truthy";
  readonly of: Expression;
}

export interface NotExpression {
  readonly op: "not";
  readonly of: Expression;
}

export interface LogicalExpression {
  readonly op: "and" | "or";
  readonly left: Expression;
  readonly right: Expression;
}

/** `test ? yes : no`. Both arms have the same scalar type. */
export interface ConditionalExpression {
  readonly op: "if";
  readonly type: ValueType;
  readonly test: Expression;
  readonly yes: Expression;
  readonly no: Expression;
}

/** `left ?? right`. */
export interface CoalesceExpression {
  readonly op: "coalesce";
  readonly type: ValueType;
  readonly left: Expression;
  readonly right: Expression;
}

/** `left === right` (null equals null, NaN equals nothing); `negated` is `!==`. */
export interface EqualExpression {
  readonly op: "equal";
  readonly left: Expression;
  readonly right: Expression;
  readonly negated: boolean;
}

/** Order on numbers and on instants; neither side may be null. */
export interface CompareExpression {
  readonly op: "compare";
  readonly how: "<" | "<=" | ">" | ">=";
  readonly left: Expression;
  readonly right: Expression;
}

/** `of.includes(search)` and its kin on texts; neither side may be null. */
export interface TextExpression {
  readonly op: "text";
  readonly how: "includes" | "startsWith" | "endsWith";
  readonly of: Expression;
  readonly search: Expression;
}

/** `[...].includes(of)` where the list is constant. */
export interface InExpression {
  readonly op: "in";
  readonly of: Expression;
  readonly list: readonly Value[];
}

/** Flow time, or the beginning of its UTC day. */
export interface ClockExpression {
  readonly op: "now" | "startOfToday";
}

/** An instant moved by whole milliseconds, forward or (negative) back. */
export interface ShiftExpression {
  readonly op: "shift";
  readonly of: Expression;
  readonly byMs: number;
}
