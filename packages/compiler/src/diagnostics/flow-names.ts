// Family 2, what a flow names beside its messages: events, keys, subjects, other flows, tasks.
import type { DiagnosticDefinition } from "./definition.js";
import { listNames, suggest } from "./definition.js";

interface Unknown {
  readonly name: string;
  readonly known: readonly string[];
  readonly nearest: string | undefined;
}

/** An event that the project does not declare. */
export const unknownEvent: DiagnosticDefinition<Unknown> = {
  code: "FLOW2001",
  severity: "error",
  title: "There is no such event",
  message: ({ name }) => `The project has no event "${name}".`,
  cause: ({ known }) => (known.length === 0 ? "It declares no events." : `Its events are ${listNames(known)}.`),
  fix: ({ name, nearest }) =>
    suggest(nearest, `Declare it in the project file: events: { "${name}": event({ ... }) }.`),
  page: "Events are declared in the project file, with whom they are about and which keys they carry. One that is not declared would never be routed to a run.",
  spelling: { wrong: '.waitFor("user.sen", { within: "3d" })', right: '.waitFor("user.seen", { within: "3d" })' },
};

/** An event that says nothing of whose run it belongs to. */
export const uncorrelatedWait: DiagnosticDefinition<{
  readonly event: string;
  readonly about: string;
  readonly keys: string;
}> = {
  code: "FLOW2014",
  severity: "error",
  title: "An event could be anybody's",
  message: ({ event }) => `Nothing says which "${event}" belongs to this run.`,
  cause: ({ about, keys }) => `The event is about ${about}, and the keys of the run are: ${keys}.`,
  fix: () => 'Say it with `where`, or write from: "anyone" if any will do.',
  page: "An event belongs to a run if it is about the run's subject, and where the run has a key of that name, has the same key. A flow about somebody else, or about nobody, must say what connects the two.",
  spelling: {
    wrong: 'manual().waitFor("user.seen", { within: "1d" })',
    right: 'manual().waitFor("user.seen", { within: "1d", from: "anyone" })',
  },
};

/** A key that the event does not have. */
export const unknownKey: DiagnosticDefinition<Unknown & { readonly event: string }> = {
  code: "FLOW2015",
  severity: "error",
  title: "The event has no such key",
  message: ({ event, name }) => `The event "${event}" has no key "${name}".`,
  cause: ({ known }) => (known.length === 0 ? "It declares no keys." : `Its keys are ${listNames(known)}.`),
  fix: ({ name, nearest }) => suggest(nearest, `Declare it in the project file: keys: { ${name}: e => ... }.`),
  page: 'A key makes a run of its own: `on("cart.updated", { key: "cart" })` begins one run per cart. The event says where in its payload the key stands.',
  spelling: {
    wrong: 'on("user.seen", { key: "pgae" }).send("hi")',
    right: 'on("user.seen", { key: "page" }).send("hi")',
  },
};

/** A flow that does not exist. */
export const unknownFlow: DiagnosticDefinition<{
  readonly name: string | null;
  readonly known: readonly string[];
  readonly nearest: string | undefined;
}> = {
  code: "FLOW2016",
  severity: "error",
  title: "There is no such flow",
  message: ({ name }) =>
    name === null ? "This chain is not a flow of the project." : `There is no flow "${name}" in the project.`,
  cause: ({ known }) => `The flows of the project are ${listNames(known)}.`,
  fix: ({ nearest }) => suggest(nearest, "Export the flow, or name one that exists."),
  page: "`call` and `start` take a flow that the project exports, or its name.",
  spelling: {
    wrong: 'manual().call("nowhere")',
    right: 'export const manager = manual().exit("done");\nexport default manual().call(manager);',
  },
};

/** A flow that nobody can command. */
export const notCallable: DiagnosticDefinition<{ readonly name: string; readonly head: string }> = {
  code: "FLOW2017",
  severity: "warning",
  title: "A flow with another trigger is called",
  message: ({ name, head }) => `The flow "${name}" begins with ${head}().`,
  cause: () =>
    "It can be called, and then gets as `trigger` whatever the caller hands over, not what its own trigger gives.",
  fix: () => "Begin it with manual(), or hand over just what its trigger would.",
  page: "A flow that others call is best begun with `manual(schema)`, which says what it takes.",
  spelling: {
    wrong: 'export const nightly = schedule("0 3 * * *").exit("done");\nexport default manual().start(nightly);',
    right: 'export const tidyUp = manual().exit("done");\nexport default manual().start(tidyUp);',
  },
};

/** A subject that the project does not have. */
export const unknownSubject: DiagnosticDefinition<Unknown> = {
  code: "FLOW2018",
  severity: "error",
  title: "There is no such subject",
  message: ({ name }) => `The project has no subject "${name}".`,
  cause: ({ known }) => `Its subjects are ${listNames(known)}.`,
  fix: ({ nearest }) => suggest(nearest, "Name one of these, or add the subject to the project file."),
  page: 'In a project with several subjects an audience says whose it is: `audience("order", order => order.open)`.',
  spelling: {
    wrong: 'audience("usr", user => !user.upgraded).send("hi")',
    right: 'audience("user", user => !user.upgraded).send("hi")',
  },
};

/** A task of a dag that is not there, or comes later. */
export const unknownTask: DiagnosticDefinition<Unknown> = {
  code: "FLOW2019",
  severity: "error",
  title: "There is no such task before this one",
  message: ({ name }) => `There is no task "${name}" before this one.`,
  cause: ({ known }) =>
    known.length === 0 ? "This is the first task." : `The tasks before it are ${listNames(known)}.`,
  fix: ({ nearest }) => suggest(nearest, "Write the task that it depends on first."),
  page: "In a `dag` a task names those that it comes after. They stand before it, so that there can be no circle.",
  spelling: {
    wrong: 'manual().dag(d => d.do("a", async () => 1).do("b", { after: "aa" }, async () => 2))',
    right: 'manual().dag(d => d.do("a", async () => 1).do("b", { after: "a" }, async () => 2))',
  },
};
