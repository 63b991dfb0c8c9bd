import type { Span } from "./span.js";

export type Severity = "error" | "warning" | "info";

/** A finding about the author's source. Collected, never thrown; messages are not an interface, codes are. */
export interface Diagnostic {
  /** `FLOW2004`: family (1 form, 2 names, 3 expressions, 4 graph, 5 build, 6 change, 7 practice) and number. */
  readonly code: string;
  readonly severity: Severity;
  /** What is wrong, in one sentence. */
  readonly message: string;
  /** Why it is refused. */
  readonly cause: string;
  /** One thing to do about it. */
  readonly fix: string;
  /** Where; null only where no file can be named. */
  readonly span: Span | null;
  /** The other ends of a conflict. */
  readonly related: readonly RelatedSpan[];
}

export interface RelatedSpan {
  readonly message: string;
  readonly span: Span;
}
