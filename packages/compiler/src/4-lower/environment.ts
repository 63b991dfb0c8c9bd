import type { Span, ValueType, VariableName } from "@flowline/ir";

/** What a lambda may read beside the subject, with its types, at the place where it stands. */
export interface Environment {
  /** The payload or input that began the run; null: nothing did. */
  readonly trigger: ValueType | null;
  /** The payload of the arriving event, in a `where` and in the project's own lambdas. */
  readonly event: ValueType | null;
  /** By the name that the lambda knows: `hi`, or `ns/hi` for `steps.ns.hi`. */
  readonly steps: ReadonlyMap<string, ReadableVariable>;
  readonly vars: ReadonlyMap<string, ReadableVariable>;
  /** The run's keys by name. */
  readonly keys: ReadonlyMap<string, ReadableVariable>;
  /** The element of the innermost `forEach`, which knows the outer ones. */
  readonly item: ItemVariable | null;
  /** What an enclosing catch or `onError` caught. */
  readonly error: ReadableVariable | null;
}

/** A variable that a lambda may read. */
export interface ReadableVariable {
  readonly variable: VariableName;
  /** What it holds where it has been written. */
  readonly type: ValueType;
  /** Whether it has been written whenever control comes here. Else it may be null, whatever its type says. */
  readonly certain: boolean;
  /** Where it is written, for findings. */
  readonly span: Span | null;
  /** For a first-of: what `event` holds by the value of `is`. */
  readonly variants: ReadonlyMap<string, ValueType> | null;
}

/** The element of a `forEach`. */
export interface ItemVariable {
  readonly variable: VariableName;
  readonly type: ValueType;
  readonly outer: ItemVariable | null;
}

/** Nothing but the subject. */
export const NO_ENVIRONMENT: Environment = Object.freeze({
  trigger: null,
  event: null,
  steps: new Map(),
  vars: new Map(),
  keys: new Map(),
  item: null,
  error: null,
});
