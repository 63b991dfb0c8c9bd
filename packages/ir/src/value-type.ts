/** The scalar types that a predicate may read. An `instant` is a point in time with millisecond precision. */
export type ScalarType = "boolean" | "number" | "text" | "instant";

/** The type of an expression or field. Missing and null are one: null. */
export interface ValueType {
  readonly scalar: ScalarType;
  readonly nullable: boolean;
}

/** A value as rows, history and cursors carry it. Instants travel as `YYYY-MM-DDTHH:MM:SS.sssZ`. */
export type Value = boolean | number | string | null;

/** One subject as its projection reads it: field name to value. */
export type Row = Readonly<Record<string, Value>>;

/** Anything that JSON can carry. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
