// Family 2: names that must mean something in the project.
import type { DiagnosticDefinition } from "./definition.js";
import { listNames, suggest } from "./definition.js";

/** A message that has no file. */
export const unknownMessage: DiagnosticDefinition<{
  readonly name: string;
  readonly folder: string;
  readonly nearest: string | undefined;
}> = {
  code: "FLOW2002",
  severity: "error",
  title: "There is no such message",
  message: ({ name }) => `There is no message "${name}".`,
  cause: ({ folder }) => `A message is a file in the project's message folder, ${folder}/.`,
  fix: ({ name, folder, nearest }) => suggest(nearest, `Create ${folder}/${name}.md.`),
  page: '`send("hi")` sends the message in `messages/hi.md`. The name is the base name of the file.',
};

/** A predicate reads a field that the subject lacks. */
export const unknownField: DiagnosticDefinition<{
  readonly subject: string;
  readonly field: string;
  readonly known: readonly string[];
  readonly nearest: string | undefined;
}> = {
  code: "FLOW2004",
  severity: "error",
  title: "The subject has no such field",
  message: ({ subject, field }) => `The subject "${subject}" has no field "${field}".`,
  cause: ({ known }) => `Its fields are ${listNames(known)}.`,
  fix: ({ nearest }) => suggest(nearest, "Add the field to the subject's schema, or derive it, in the project file."),
  page: "A predicate may read the fields of the subject's schema and those under `derive`. Anything else would be null for everybody.",
};

/** A message mentions a variable that the schema lacks. */
export const unknownVariable: DiagnosticDefinition<{
  readonly message: string;
  readonly variable: string;
  /** Null: the flow is about nobody. */
  readonly subject: string | null;
  readonly known: readonly string[];
  readonly nearest: string | undefined;
}> = {
  code: "FLOW2005",
  severity: "error",
  title: "A message uses an unknown variable",
  message: ({ message, variable }) => `The message "${message}" uses {{ ${variable} }}, which nothing provides.`,
  cause: ({ subject, known }) =>
    subject === null
      ? "The flow is about nobody, so only `data` of the send can provide it."
      : `The subject "${subject}" has the fields ${listNames(known)}.`,
  fix: ({ nearest }) =>
    suggest(nearest, "Add the field to the subject's schema, give it as `data`, or take it out of the message."),
  page: "Variables of a message are fields of the flow's subject, `{{ name }}` or `{{ user.name }}`, and the members of `data` that its send gives. An unknown one would leave a hole in a mail that has already been sent.",
};

/** A send that has no channel or no address. */
export const missingChannel: DiagnosticDefinition<{
  readonly message: string;
  readonly missing: string;
  readonly instead: string;
}> = {
  code: "FLOW2006",
  severity: "error",
  title: "A message has no way to its reader",
  message: ({ message, missing }) => `The message "${message}" cannot be sent: ${missing}.`,
  cause: () => "A mail needs a channel that carries it and an expression that gives the address.",
  fix: ({ instead }) => `Add ${instead} to the project file.`,
  page: "Sending needs two things of the project: `channels: { email: smtp({ url, from }) }`, and `email: user => user.email` on the subject.",
};

/** Two of one name. */
export const duplicateStep: DiagnosticDefinition<{
  readonly name: string;
  /** What the two are: steps one after the other, nodes without names, arms that run together, goals and exits. */
  readonly how: "steps" | "unnamed" | "together" | "watchers";
}> = {
  code: "FLOW2007",
  severity: "error",
  title: "Two steps have one name",
  message: ({ name, how }) => {
    if (how === "together") return `Two arms that run at the same time both write \`${name}\`.`;
    if (how === "watchers") return `There is another goal or exit "${name}" in this flow.`;
    return how === "steps"
      ? `The step "${name}" is already in this flow.`
      : `Two nodes of this flow would both be "${name}".`;
  },
  cause: ({ how }) =>
    how === "together"
      ? "Which of the two would count, would be a matter of chance."
      : "People who wait for weeks are found again by the name of the place where they wait.",
  fix: ({ how }) => FIXES[how],
  page: 'A step is named after its message, its event or its first argument, and what has no name after the step before it. Names are never numbered behind your back: a number would move when a step is inserted, and with it everybody who waits there. Give one of the two a name: `send("hi", { name: "hi-again" })`, `waitFor("paid", { as: "second" })`, `when(..., { name: "vip" })`.',
};

const FIXES = {
  steps: 'Give one of them another name: send("hi", { name: "hi-again" }), waitFor("paid", { as: "second" }).',
  unnamed: "Give the branch that it stands in a name: { name: ... }.",
  together: "Give the step another name in one of the arms.",
  watchers: "Give one of them another name.",
} as const;

/** A step whose name the compiler needs for itself. */
export const reservedName: DiagnosticDefinition<{ readonly name: string }> = {
  code: "FLOW2008",
  severity: "error",
  title: "A step has a reserved name",
  message: ({ name }) => `A step cannot be named "${name}": another node of this flow has that name.`,
  cause: () =>
    "The compiler names the nodes that have no name of their own: `end`, and `NAME.if` or `NAME.wait` beside a step NAME.",
  fix: () => "Give the step another name.",
  page: "`end` is the node where a flow stops. `hi.if` is the guard of the step `hi`, `hi.wait` the wait behind it.",
};

/** A field of the schema whose type Flowline cannot read. */
export const unreadableField: DiagnosticDefinition<{
  readonly subject: string;
  readonly field: string;
  readonly type: string;
}> = {
  code: "FLOW2009",
  severity: "error",
  title: "A field has a type that cannot be read",
  message: ({ subject, field, type }) => `The field "${field}" of "${subject}" is ${type}, which cannot be read here.`,
  cause: () =>
    "Predicates, addresses and messages read what has one type: booleans, numbers, texts, dates, and lists and objects of these.",
  fix: () => "Derive a field of such a type from it in your database, for example in a view, and read that.",
  page: "Fields may be `z.boolean()`, `z.number()`, `z.string()`, `z.date()`, `z.enum([...])`, a `z.array(...)` or `z.object({ ... })` of these, and each of them nullable or optional. Others, such as records, maps and unions of different types, may stand in the schema as long as no flow reads them.",
};

/** A derived field that reads another. */
export const derivedFromDerived: DiagnosticDefinition<{ readonly field: string; readonly reads: string }> = {
  code: "FLOW2013",
  severity: "error",
  title: "A derived field reads another derived field",
  message: ({ field, reads }) => `The derived field "${field}" reads "${reads}", which is derived too.`,
  cause: () => "A derived field is an expression over the columns of the source.",
  fix: ({ reads }) => `Write the expression of "${reads}" in its place.`,
  page: "`derive` may read the fields of the schema only. That keeps the SQL flat and rules out circles.",
};
