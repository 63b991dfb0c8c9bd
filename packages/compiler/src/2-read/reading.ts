import type { Diagnostic, Span } from "@flowline/ir";
import type { SourceText } from "../1-load/source-text.js";
import type { SourceExpression } from "./source-expression.js";

/** What phase 2 knows: the place of every DSL call, the tree of every lambda, and the source that registers them. */
export interface Reading {
  /** By the number that the call carries. */
  readonly sites: readonly Site[];
  /** By the number that the lambda is registered under. */
  readonly lambdas: readonly LambdaSource[];
  /** The instrumented modules, by path. */
  readonly modules: ReadonlyMap<string, InstrumentedModule>;
  readonly diagnostics: readonly Diagnostic[];
}

/** The place of a call of the language. */
export interface Site {
  readonly word: string;
  readonly file: string;
  /** The word and its arguments: `send("hi", user => ...)`. */
  readonly span: Span;
  /** The arguments' own places, in order. */
  readonly args: readonly SiteArgument[];
}

/** One argument of a call. */
export interface SiteArgument {
  readonly span: Span;
  /** Whether it is written out here: a literal, or a lambda in place. */
  readonly form: "literal" | "lambda" | "computed";
}

/** A function of the project that may be a predicate. */
export interface LambdaSource {
  readonly file: string;
  readonly span: Span;
  /** Null where the function is more than a predicate can be; `problems` then says why. */
  readonly tree: SourceExpression | null;
  /** Reported only where the function is used as a predicate. */
  readonly problems: readonly Diagnostic[];
  /** What the function takes from around it, in the order of its thunks. */
  readonly captures: readonly CaptureSource[];
}

/** A sub-expression without parameters. */
export interface CaptureSource {
  readonly text: string;
  readonly span: Span;
}

/** A module whose calls carry their site and whose lambdas register. */
export interface InstrumentedModule {
  readonly source: SourceText;
  readonly instrumented: SourceText;
  /** What was put into the source, in order of place. */
  readonly insertions: readonly Insertion[];
}

/** A text put into the source at an offset of the original. */
export interface Insertion {
  readonly at: number;
  readonly text: string;
}
