import type { Diagnostic } from "./diagnostic.js";
import type { Span } from "./span.js";

/** What the compiler must know of the project's messages. Whoever reads message files makes it. */
export interface MessageCatalog {
  /** Message name (its file's base name) to what it uses. */
  readonly messages: Readonly<Record<string, MessageSummary>>;
  /** What is wrong in the files themselves: malformed front matter, a missing subject line, unclosed braces. */
  readonly diagnostics: readonly Diagnostic[];
}

export interface MessageSummary {
  /** The message's file, relative to the project's folder. */
  readonly file: string;
  /** Every variable that the subject line or the body mentions, in order of appearance. */
  readonly variables: readonly MessageVariable[];
}

export interface MessageVariable {
  /** The field's name; `{{ user.name }}` and `{{ name }}` are both `name`. */
  readonly field: string;
  /** The subject's name where it was written (`user` in `{{ user.name }}`), else null. */
  readonly subject: string | null;
  readonly span: Span;
}
