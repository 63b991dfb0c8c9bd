import type { VariableName } from "../nodes/node-id.js";
import type { Value, ValueType } from "../value-type.js";

/**
 * One typed expression tree with three back ends (interpreter, SQL, JavaScript printer), which a differential
 * test keeps equal. Every node knows its type. `and`, `or`, `not` and comparisons take and give booleans that
 * are never null: a JavaScript truthiness test is lowered to `truthy` when it is read.
 */
export type Expression =
  | LiteralExpression
  | FieldExpression
  | VariableExpression
  | LocalExpression
  | MemberExpression
  | ElementExpression
  | TruthyExpression
  | NotExpression
  | LogicalExpression
  | ConditionalExpression
  | CoalesceExpression
  | EqualExpression
  | CompareExpression
  | ArithmeticExpression
  | TextExpression
  | InExpression
  | HasExpression
  | LengthExpression
  | EachExpression
  | ConcatExpression
  | ObjectExpression
  | ListExpression
  | ClockExpression
  | ShiftExpression
  | BucketExpression
  | FunctionExpression
  | JsExpression;

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

/** A variable of the run; null where nothing has written it. */
export interface VariableExpression {
  readonly op: "variable";
  readonly type: ValueType;
  readonly name: VariableName;
}

/** The element that an enclosing `each` looks at. */
export interface LocalExpression {
  readonly op: "local";
  readonly type: ValueType;
  readonly name: string;
}

/** `of.name`, and `of?.name`: null where `of` is null or lacks the member. */
export interface MemberExpression {
  readonly op: "member";
  readonly type: ValueType;
  readonly of: Expression;
  readonly name: string;
}

/** `of[index]` and `of.at(-1)`: null where there is no such element. */
export interface ElementExpression {
  readonly op: "element";
  readonly type: ValueType;
  readonly of: Expression;
  /** A whole number; negative ones count from the end. */
  readonly index: number;
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

/** `test ? yes : no`. Both arms have the same type, apart from null. */
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

/** Arithmetic of doubles, with NaN and infinities as in JavaScript; neither side may be null. `%` has no SQL form. */
export interface ArithmeticExpression {
  readonly op: "arithmetic";
  readonly how: "+" | "-" | "*" | "/" | "%";
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

/** `list.includes(item)` where the list is a value of the run. The list may not be null. */
export interface HasExpression {
  readonly op: "has";
  readonly list: Expression;
  readonly item: Expression;
}

/** `of.length`: elements of a list, UTF-16 units of a text. `of` may not be null. */
export interface LengthExpression {
  readonly op: "length";
  readonly of: Expression;
}

/** `list.some(local => body)` and its kin. The list may not be null; the body of `some`, `every`, `filter` is a condition. */
export interface EachExpression {
  readonly op: "each";
  readonly how: "some" | "every" | "map" | "filter" | "find";
  readonly type: ValueType;
  readonly list: Expression;
  /** The name by which the body knows the element; unique within the whole expression. */
  readonly local: string;
  readonly body: Expression;
}

/** A template literal, or `+` on texts. Parts are texts, or scalars that are written as JavaScript writes them. */
export interface ConcatExpression {
  readonly op: "concat";
  readonly parts: readonly Expression[];
}

/** `{ name: value }`. */
export interface ObjectExpression {
  readonly op: "object";
  readonly members: Readonly<Record<string, Expression>>;
}

/** `[a, b]`. All elements have the same type, apart from null. */
export interface ListExpression {
  readonly op: "list";
  readonly type: ValueType;
  readonly items: readonly Expression[];
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

/**
 * A number in [0, 1) that stays the same for one subject (or, without a subject, one run) and salt: the first 32 bits of
 * SHA-256 of `salt`, U+0000 and the id, over 2^32. Only in the cases of a split.
 */
export interface BucketExpression {
  readonly op: "bucket";
  readonly salt: string;
}

/** A function of JavaScript's that has no exact SQL form; it means what JavaScript means. */
export interface FunctionExpression {
  readonly op: "function";
  readonly name: FunctionName;
  readonly type: ValueType;
  /** The receiver first. */
  readonly args: readonly Expression[];
}

export type FunctionName =
  | "toLowerCase"
  | "toUpperCase"
  | "trim"
  | "slice"
  | "split"
  | "join"
  | "min"
  | "max"
  | "abs"
  | "floor"
  | "ceil"
  | "round"
  | "textBefore"
  | "textAfter";

/**
 * `js(user => ...)`: a function of the author's that a worker runs, with the subject and the run's variables. Bound late by
 * name: `NODE#ROLE`. Never where a query is needed.
 */
export interface JsExpression {
  readonly op: "js";
  readonly type: ValueType;
  readonly name: string;
  /** Sorted, as in a step's body; null: all. */
  readonly reads: readonly VariableName[] | null;
}
