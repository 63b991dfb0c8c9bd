import type { Diagnostic, RelatedSpan, Severity, Span } from "@flowline/ir";

/** One kind of finding: everything that is said about it, in one place. `Facts` are what a single case adds. */
export interface DiagnosticDefinition<Facts> {
  /** Stable for ever; people put it into searches and settings. */
  readonly code: string;
  readonly severity: Severity;
  /** The heading of its page. */
  readonly title: string;
  /** What is wrong, in one sentence. */
  readonly message: (facts: Facts) => string;
  /** Why it is refused, or why it deserves a look. */
  readonly cause: (facts: Facts) => string;
  /** One thing to do about it. */
  readonly fix: (facts: Facts) => string;
  /** The text of its page: what it means. Paragraphs are separated by an empty line. */
  readonly page: string;
  /** For its page: the smallest source that brings it, and the same source put right. */
  readonly spelling?: Spelling;
}

/** A mistake in source, and the same source without it. */
export interface Spelling {
  readonly wrong: string;
  readonly right: string;
}

/** Where a finding belongs. */
export interface Place {
  /** Null only where no file can be named. */
  readonly span: Span | null;
  /** The other ends of a conflict. */
  readonly related?: readonly RelatedSpan[];
}

/** Makes a finding of a kind. */
export function diagnose<Facts>(definition: DiagnosticDefinition<Facts>, facts: Facts, place: Place): Diagnostic {
  return Object.freeze({
    code: definition.code,
    severity: definition.severity,
    message: oneLine(definition.message(facts)),
    cause: oneLine(definition.cause(facts)),
    fix: oneLine(definition.fix(facts)),
    span: place.span,
    related: place.related ?? [],
  });
}

/** What authors have written goes into sentences: line ends and the like are shown as escapes, and names that fill a screen are cut. */
function oneLine(text: string): string {
  return text
    .replace(/[^\S ]|[\p{Cc}\p{Cs}]/gu, sign => `\\u{${sign.codePointAt(0)?.toString(16)}}`)
    .replace(/\S{200,}/g, long => `${long.slice(0, 100)}...${long.slice(-20)}`);
}

/** `did you mean "upgraded"?` as a fix, or the fix to give where no name is near. */
export function suggest(nearest: string | undefined, otherwise: string): string {
  return nearest === undefined ? otherwise : `Did you mean "${nearest}"?`;
}

/** A list for people: `"a", "b" and "c"`; long lists are cut. */
export function listNames(names: Iterable<string>): string {
  const quoted = [...names].map(name => `"${name}"`);
  if (quoted.length === 0) return "none";
  if (quoted.length > 12) return `${quoted.slice(0, 12).join(", ")} and ${quoted.length - 12} more`;
  const last = quoted.pop() ?? "";
  return quoted.length === 0 ? last : `${quoted.join(", ")} and ${last}`;
}
