import type { Diagnostic, SiteNumber, Span } from "@flowline/ir";
import type { SourceText } from "../1-load/source-text.js";
import type { SourceExpression } from "./source-expression.js";

/** What phase 2 knows: the place of every DSL call, the tree of every lambda, and the source that registers them. */
export interface Reading {
  /** By the number that the call carries. */
  readonly sites: ReadonlyMap<SiteNumber, Site>;
  /** By the number that the lambda is registered under. */
  readonly lambdas: ReadonlyMap<SiteNumber, LambdaSource>;
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
  /** Whether the call's value is thrown away: it stands as a statement. */
  readonly discarded: boolean;
}

/** One argument of a call. */
export interface SiteArgument {
  readonly span: Span;
  /** The place of its name, for a member of an object. */
  readonly nameSpan?: Span;
  /** Whether it is written out here: a literal, a lambda in place, or an object or list of such. */
  readonly form: "literal" | "lambda" | "object" | "list" | "computed";
  /** The places of an object's members by name, and of a list's elements by their number; else empty. */
  readonly members: ReadonlyMap<string, SiteArgument>;
}

/** A function of the project that may be a predicate. */
export interface LambdaSource {
  readonly file: string;
  readonly span: Span;
  /** How many parameters it declares. */
  readonly parameters: number;
  /** What it mentions of its parameters, for functions that are bodies and not predicates. */
  readonly mentions: Mentions;
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

/** A text put into the source at an offset of the original, in the place of some characters or of none. */
export interface Insertion {
  readonly at: number;
  readonly text: string;
  readonly removed: number;
}

/**
 * What a function's text reads of its parameters, for bodies that the compiler does not understand further. Paths of
 * member names that begin at a parameter: `steps.map.url` of parameter 1 is `{ parameter: 1, path: ["steps", "map", "url"] }`.
 */
export interface Mentions {
  readonly paths: readonly Mention[];
}

/** One longest chain of members, or the parameter itself (an empty path) where it is handed on whole. */
export interface Mention {
  readonly parameter: number;
  readonly path: readonly string[];
  /** Whether the value at the end of the path is handed on, called, spread or indexed by something computed. */
  readonly escapes: boolean;
  readonly span: Span;
}
