import type { Diagnostic, RelatedSpan, Span } from "@flowline/ir";

/**
 * Everything that can be wrong with message files, in one table: why it is refused and what to do about it. Family 2
 * (names), numbers from 2101. The sentence that says what is wrong names the case and is written where it is found.
 */
const FINDINGS = {
  FLOW2101: {
    cause: "The project keeps its messages in this folder, and without it no `send` can name one.",
    fix: "Create the folder, or correct `messages` in flow.config.ts.",
  },
  FLOW2102: {
    cause: "A message must be a text file that Flowline may read, in UTF-8.",
    fix: "Check the file's permissions and save it as UTF-8.",
  },
  FLOW2103: {
    cause: "A message begins with front matter: YAML between two lines of `---`, and each value is one piece of text.",
    fix: 'Begin the file with ---, then subject: "...", then --- again, then the body.',
  },
  FLOW2104: {
    cause: "A mail without a subject line looks like spam, to people and to filters.",
    fix: 'Add subject: "..." to the front matter.',
  },
  FLOW2105: {
    cause: "A header of a mail ends where its line ends, so what follows a line break would become another header.",
    fix: "Write it on one line, without control characters.",
  },
  FLOW2106: {
    cause: "A misspelled key would otherwise be ignored without a word.",
    fix: "Use subject, preheader or lang, or remove the key.",
  },
  FLOW2107: {
    cause: "A message is known by its file's name alone (not by its folder, and on some systems not by upper case).",
    fix: "Rename one of the two files.",
  },
  FLOW2108: {
    cause: "A variable ends with }} on the line on which it begins.",
    fix: "Close it: {{ name }}. To show the braces themselves, write \\{{.",
  },
  FLOW2109: {
    cause: "A variable names a field of the subject.",
    fix: "Put a field's name between the braces, or write \\{{ to show the braces themselves.",
  },
  FLOW2110: {
    cause: "A message has variables and no logic: what to send to whom is decided by the flow.",
    fix: 'Write {{ name }}, {{ user.name }} or {{ name ?? "there" }}. To show the braces themselves, write \\{{.',
  },
  FLOW2111: {
    cause: "A mail without a body says nothing.",
    fix: "Write the text below the front matter.",
  },
  FLOW2112: {
    cause:
      "A mail has no page of its own, so a link needs a whole address; and with a variable in it, only http, https and mailto are safe.",
    fix: "Write the whole address: https://example.com/path.",
  },
  FLOW2113: {
    cause: "No escaping makes a value safe at this place of the HTML, so it could change what the mail does.",
    fix: 'Use the variable in the text, or in a quoted attribute such as href="..." or title="...".',
  },
  FLOW2114: {
    cause: "A value could then choose the site to which the link leads.",
    fix: "Put a slash before the variable: https://example.com/{{ path }}.",
  },
} as const;

/** A code of the table above. */
export type MessageFindingCode = keyof typeof FINDINGS;

/** All codes, for documentation and for the test that wants a case for each. */
export const MESSAGE_FINDING_CODES: readonly MessageFindingCode[] = Object.freeze([
  "FLOW2101",
  "FLOW2102",
  "FLOW2103",
  "FLOW2104",
  "FLOW2105",
  "FLOW2106",
  "FLOW2107",
  "FLOW2108",
  "FLOW2109",
  "FLOW2110",
  "FLOW2111",
  "FLOW2112",
  "FLOW2113",
  "FLOW2114",
]);

/** What distinguishes one finding from another of the same code. */
export interface FindingDetails {
  readonly message: string;
  readonly span: Span | null;
  /** Replaces the table's fix where the case allows a better one. */
  readonly fix?: string;
  readonly related?: readonly RelatedSpan[];
}

/** A finding about a message file, with cause and fix from the table. */
export function reportFinding(code: MessageFindingCode, details: FindingDetails): Diagnostic {
  return Object.freeze({
    code,
    severity: "error",
    message: details.message,
    cause: FINDINGS[code].cause,
    fix: details.fix ?? FINDINGS[code].fix,
    span: details.span,
    related: Object.freeze([...(details.related ?? [])]),
  });
}
