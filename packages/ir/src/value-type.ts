/** The scalar types that a predicate may read. An `instant` is a point in time with millisecond precision. */
export type ScalarType = "boolean" | "number" | "text" | "instant";

/** The type of an expression, field or variable. Missing and null are one: null. */
export type ValueType = ScalarValueType | ListValueType | ObjectValueType | AnyValueType;

/** One value. */
export interface ScalarValueType {
  readonly scalar: ScalarType;
  readonly nullable: boolean;
}

/** A list of values of one type. */
export interface ListValueType {
  readonly list: ValueType;
  readonly nullable: boolean;
}

/** An object with known members. A member that a value lacks is null. */
export interface ObjectValueType {
  readonly object: Readonly<Record<string, ValueType>>;
  readonly nullable: boolean;
}

/** Any JSON: what a step without an output schema returns. Only the interpreter can read it, never SQL. */
export interface AnyValueType {
  readonly any: true;
  readonly nullable: boolean;
}

/** A scalar as rows, history and cursors carry it. Instants travel as `YYYY-MM-DDTHH:MM:SS.sssZ`. */
export type ScalarValue = boolean | number | string | null;

/** A value as rows, history and cursors carry it. */
export type Value = Json;

/** One subject as its projection reads it: field name to value. */
export type Row = Readonly<Record<string, Value>>;

/** Anything that JSON can carry. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
