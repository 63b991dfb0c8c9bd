import type { Row, Value } from "../value-type.js";

/** What an expression is asked against. */
export interface InterpretContext {
  /** A plain object. */
  readonly row: Row;
  /** The run's variables, as JSON; none where they are left out. */
  readonly variables?: Readonly<Record<string, Value>>;
  /** Flow time in milliseconds since 1970. */
  readonly nowMs: number;
  /** Whose bucket a split asks for: the subject's id, or the run's where there is no subject. Null or left out: nobody's, and the bucket is null. */
  readonly subjectId?: string | null;
  /** Runs an author's function. An expression with `js` in it throws where this is left out. */
  readonly js?: (name: string) => Value;
}

/** An expression made ready to be asked. */
export type Question = (context: InterpretContext) => Value;

/** The elements that enclosing `each`es look at, by slot. */
export type Frame = Value[];
export type Ask = (context: InterpretContext, frame: Frame) => Value;
export type Test = (context: InterpretContext, frame: Frame) => boolean;
export type AskMs = (context: InterpretContext, frame: Frame) => number;
