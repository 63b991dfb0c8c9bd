import type { Diagnostic, RelatedSpan, Severity, Span } from "@flowline/ir";

/**
 * Everything that can be wrong with message files, in one table: why it is refused and what to do about it. Family 2
 * (names), numbers from 2101, with title, page and spelling for `flow explain`. The sentence that says what is wrong names the case and is written where it is found.
 */
const FINDINGS = {
  FLOW2101: {
    title: "The message folder cannot be read",
    cause: "The project keeps its messages in this folder, and without it no `send` can name one.",
    fix: "Create the folder, or correct `messages` in flow.config.ts.",
    page: "`messages` in flow.config.ts names a folder, relative to that file. Every .md file in it, or below it, is a message; `send` takes them by their names.",
    spelling: {
      wrong: 'defineProject({ messages: "./mesages", ... })',
      right: 'defineProject({ messages: "./messages", ... })',
    },
  },
  FLOW2102: {
    title: "A message file cannot be read",
    cause: "A message must be a text file that Flowline may read, in UTF-8.",
    fix: "Check the file's permissions and save it as UTF-8.",
    page: "The file is there, but its bytes are not UTF-8, or the system refuses to open it. Editors that save as Windows-1252 or UTF-16 are the usual reason.",
    spelling: {
      wrong: "iconv -f utf-8 messages/hi.md          (illegal input)",
      right: "iconv -f windows-1252 -t utf-8 messages/hi.md > hi.md",
    },
  },
  FLOW2103: {
    title: "The front matter cannot be read",
    cause: "A message begins with front matter: YAML between two lines of `---`, and each value is one piece of text.",
    fix: 'Begin the file with ---, then subject: "...", then --- again, then the body.',
    page: "The lines between the two --- are YAML: a key, a colon, a space and one piece of text. A value that begins with a brace, or that holds a colon and a space, needs quotes; a number does, too.",
    spelling: {
      wrong: "---\nsubject: {{ user.name }}, welcome\n---\nGood to have you.",
      right: '---\nsubject: "{{ user.name }}, welcome"\n---\nGood to have you.',
    },
  },
  FLOW2104: {
    title: "A message has no subject line",
    cause: "A mail without a subject line looks like spam, to people and to filters.",
    fix: 'Add subject: "..." to the front matter.',
    page: "The subject line stands in the front matter and is the only key that every message needs. It may have variables.",
    spelling: {
      wrong: "---\nlang: en\n---\nGood to have you.",
      right: '---\nsubject: "Welcome"\nlang: en\n---\nGood to have you.',
    },
  },
  FLOW2105: {
    title: "A header holds a line break",
    cause: "A header of a mail ends where its line ends, so what follows a line break would become another header.",
    fix: "Write it on one line, without control characters.",
    page: "Subject and preheader are one line each. YAML makes several lines of a value after |, and of \\n between double quotes.",
    spelling: {
      wrong: "---\nsubject: |\n  Welcome\n  to us\n---\nGood to have you.",
      right: '---\nsubject: "Welcome to us"\n---\nGood to have you.',
    },
  },
  FLOW2106: {
    title: "The front matter has an unknown key",
    cause: "A misspelled key would otherwise be ignored without a word.",
    fix: "Use subject, preheader or lang, or remove the key.",
    page: "The keys are subject, preheader and lang. Sender and recipient come from flow.config.ts.",
    spelling: {
      wrong: '---\nsubject: "Welcome"\npreheder: "One thing to do today"\n---\nGood to have you.',
      right: '---\nsubject: "Welcome"\npreheader: "One thing to do today"\n---\nGood to have you.',
    },
  },
  FLOW2107: {
    title: "Two messages have one name",
    cause: "A message is known by its file's name alone (not by its folder, and on some systems not by upper case).",
    fix: "Rename one of the two files.",
    page: 'A message is named after its file, wherever below the message folder that lies: `send("hi")` finds hi.md and onboarding/hi.md alike. Upper and lower case count as the same, since some file systems cannot tell them apart.',
    spelling: {
      wrong: "messages/hi.md\nmessages/onboarding/hi.md",
      right: "messages/hi.md\nmessages/onboarding/hi-again.md",
    },
  },
  FLOW2108: {
    title: "A variable is never closed",
    cause: "A variable ends with }} on the line on which it begins.",
    fix: "Close it: {{ name }}. To show the braces themselves, write \\{{.",
    page: "A variable begins with {{ and ends with }} on the same line.",
    spelling: { wrong: "Hello {{ user.name }", right: "Hello {{ user.name }}" },
  },
  FLOW2109: {
    title: "A variable has no name",
    cause: "A variable names a field of the subject.",
    fix: "Put a field's name between the braces, or write \\{{ to show the braces themselves.",
    page: "Between the braces stands the name of a field of the subject, with or without the subject's own name before it.",
    spelling: { wrong: "Hello {{ }}", right: "Hello {{ user.name }}" },
  },
  FLOW2110: {
    title: "This is not a variable",
    cause: "A message has variables and no logic: what to send to whom is decided by the flow.",
    fix: 'Write {{ name }}, {{ user.name }} or {{ name ?? "there" }}. To show the braces themselves, write \\{{.',
    page: "Messages have variables and no logic: no conditions, loops, filters, calls or paths into a value. What differs much is a message of its own, which the flow sends with a guard. What differs a little is a derived field.",
    spelling: { wrong: "{{#if user.name}}Hello {{ user.name }}{{/if}}", right: 'Hello {{ user.name ?? "there" }}' },
  },
  FLOW2111: {
    title: "A message has no body",
    cause: "A mail without a body says nothing.",
    fix: "Write the text below the front matter.",
    page: "What stands below the front matter is the mail, in Markdown.",
    spelling: { wrong: '---\nsubject: "Welcome"\n---', right: '---\nsubject: "Welcome"\n---\nGood to have you.' },
  },
  FLOW2112: {
    title: "A link leads nowhere",
    cause:
      "A mail has no page of its own, so a link needs a whole address; and with a variable in it, only http, https and mailto are safe.",
    fix: "Write the whole address: https://example.com/path.",
    page: "A mail is read outside of any site, so a path alone has nothing to be relative to. Links and images need a whole address. Where a variable is part of it, the address must be http, https or mailto, because a value could otherwise run code.",
    spelling: {
      wrong: "[Your space](/spaces/{{ user.space }})",
      right: "[Your space](https://example.com/spaces/{{ user.space }})",
    },
  },
  FLOW2113: {
    title: "A variable stands where no value is safe",
    cause: "No escaping makes a value safe at this place of the HTML, so it could change what the mail does.",
    fix: 'Use the variable in the text, or in a quoted attribute such as href="..." or title="...".',
    page: "Values are encoded for the place where they stand. In scripts, styles, comments, tag names and unquoted attributes there is no encoding that keeps a value from becoming code.",
    spelling: { wrong: "<a href={{ user.url }}>Your page</a>", right: '<a href="{{ user.url }}">Your page</a>' },
  },
  FLOW2114: {
    title: "A variable may change where a link leads",
    cause: "A value could then choose the site to which the link leads.",
    fix: "Put a slash before the variable: https://example.com/{{ path }}.",
    page: "In `https://example.com{{ path }}` the value `.evil.example` would make another host of it. After a slash that cannot happen.",
    spelling: { wrong: "[Go](https://example.com{{ user.path }})", right: "[Go](https://example.com/{{ user.path }})" },
  },
} as const;

/** A message that is wrong cannot be sent, so each of them keeps the project from being compiled. */
const severity = "error";

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

/** What can be told of a kind of finding without a case of it. */
export interface MessagePage {
  readonly code: MessageFindingCode;
  readonly severity: Severity;
  readonly title: string;
  /** What it means. */
  readonly page: string;
  /** The smallest source that brings it, and the same source put right. */
  readonly spelling: { readonly wrong: string; readonly right: string };
}

/** Every kind of finding about message files, by code. */
export const messagePages: readonly MessagePage[] = Object.freeze(
  MESSAGE_FINDING_CODES.map(code => {
    const { title, page, spelling } = FINDINGS[code];
    return Object.freeze({ code, severity, title, page, spelling });
  }),
);

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
    severity,
    message: details.message,
    cause: FINDINGS[code].cause,
    fix: details.fix ?? FINDINGS[code].fix,
    span: details.span,
    related: Object.freeze([...(details.related ?? [])]),
  });
}
