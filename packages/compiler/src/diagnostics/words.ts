// Family 1, what the words of a flow take: their options, schedules, calendar times, and where they may stand.
import type { DiagnosticDefinition } from "./definition.js";
import { listNames, suggest } from "./definition.js";

/** A cron expression or a zone that cannot be read. */
export const unreadableCron: DiagnosticDefinition<{ readonly problem: string }> = {
  code: "FLOW1004",
  severity: "error",
  title: "A schedule cannot be read",
  message: ({ problem }) => `This schedule cannot be read: ${problem}.`,
  cause: () => "A schedule is a cron expression of five fields (or six, seconds first) in a zone of the IANA database.",
  fix: () => 'Write it like this: schedule("0 3 * * *", { zone: "Europe/Berlin" }), every day at three.',
  page: "The five fields are minute, hour, day of the month, month and day of the week. The zone says whose clock counts; without one it is UTC.",
  spelling: {
    wrong: 'schedule("0 25 * * *").do("tidy", async () => {})',
    right: 'schedule("0 5 * * *").do("tidy", async () => {})',
  },
};

/** An option whose value is not what it takes. */
export const wrongOption: DiagnosticDefinition<{
  readonly word: string;
  readonly option: string;
  readonly wanted: string;
  readonly found: string;
}> = {
  code: "FLOW1019",
  severity: "error",
  title: "An option is not what the word takes",
  message: ({ word, option, wanted, found }) => `${word}() takes ${wanted} as \`${option}\`, and got ${found}.`,
  cause: () => "The value would be ignored or misunderstood while the flow runs.",
  fix: ({ wanted, option }) => `\`${option}\` must be ${wanted}.`,
  page: "Options are checked when the flow is compiled, wherever their values come from. Where a value is computed, look at what the computation gives.",
  spelling: {
    wrong: '.send("hi-again", { delivery: "twice" })',
    right: '.send("hi-again", { delivery: "atMostOnce" })',
  },
};

/** An option that says nothing beside what else is said. */
export const ignoredOption: DiagnosticDefinition<{
  readonly word: string;
  readonly option: string;
  /** `beside` what, or `without` what. */
  readonly where: string;
}> = {
  code: "FLOW1028",
  severity: "error",
  title: "An option would be ignored",
  message: ({ word, option, where }) => `${word}() has no use for \`${option}\` ${where}.`,
  cause: () => "What the flow says and what it does would differ.",
  fix: ({ option, where }) =>
    where.startsWith("without") ? `Take \`${option}\` out, or add what it needs.` : `Take \`${option}\` out.`,
  page: 'Some options need another one, and some are said already: a calendar time has an hour and a zone of its own, days(3).at("09:00").in("Europe/Berlin"), and a send with a guard has no `when` beside it.',
  spelling: {
    wrong: '.waitUntil(days(3).at("09:00"), { at: "10:00" })',
    right: '.waitUntil(days(3).at("10:00"))',
  },
};

/** An option that the word does not know. */
export const unknownOption: DiagnosticDefinition<{
  readonly word: string;
  readonly what: "option" | "arm";
  readonly name: string;
  readonly known: readonly string[];
  readonly nearest: string | undefined;
}> = {
  code: "FLOW1020",
  severity: "error",
  title: "There is no such option or arm",
  message: ({ word, what, name }) =>
    name === "" ? `An ${what} of ${word}() has an empty name.` : `${word}() has no ${what} \`${name}\`.`,
  cause: ({ what, name, known }) => {
    if (name === "") return "Steps in it would be found again by a name that is not there.";
    return known.length === 0 ? `It takes no ${what}s here.` : `Its ${what}s here are ${listNames(known)}.`;
  },
  fix: ({ name, nearest }) => suggest(nearest, name === "" ? "Give it a name." : "Remove it."),
  page: "An option that nobody reads is a wish that nobody fulfils, and an arm that nothing leads to is never taken. Both are errors and not ignored.",
  spelling: {
    wrong: '.waitFor("user.seen", { witin: "3d" })',
    right: '.waitFor("user.seen", { within: "3d" })',
  },
};

/** A part of a calendar time that is none. */
export const wrongCalendar: DiagnosticDefinition<{
  readonly wanted: string;
  readonly found: string;
  readonly instead: string;
}> = {
  code: "FLOW1021",
  severity: "error",
  title: "A calendar time cannot be read",
  message: ({ wanted, found }) => `${found} is not ${wanted}.`,
  cause: () => "Calendar time is counted in days of a zone, and told by a 24-hour clock.",
  fix: ({ instead }) => instead,
  page: 'Calendar times are `days(3)`, `weeks(2)`, `months(1)`, `workdays(5)` and `next("monday")`, each with `.at("09:00")` and `.in("Europe/Berlin")`. Without a zone it is the subject\'s, and UTC where it has none.',
  spelling: { wrong: '.waitFor(days(3).at("9 o\'clock"))', right: '.waitFor(days(3).at("09:00"))' },
};

/** A word where it has no place. */
export const wrongPlace: DiagnosticDefinition<{ readonly word: string; readonly where: string }> = {
  code: "FLOW1022",
  severity: "error",
  title: "A word has no place here",
  message: ({ word, where }) => `${word}() cannot stand ${where}.`,
  cause: () => "Some words begin a flow, and all others go on with one.",
  fix: () => "Begin the flow with it, or leave it out.",
  page: "`on`, `audience`, `schedule`, `manual`, `flow` and `task` begin a flow. A chain that is used inside another one begins with a step.",
  spelling: {
    wrong: '.group("farewell", () => on("user.seen").send("bye"))',
    right: '.group("farewell", b => b.send("bye"))',
  },
};

/** A deadline under a name that is not the kernel's. */
export const deadlineName: DiagnosticDefinition<{ readonly name: string }> = {
  code: "FLOW1023",
  severity: "error",
  title: "The deadline of a wait has a name of its own",
  message: ({ name }) => `The deadline of this wait is called \`${name}\`.`,
  cause: () => "What a wait came to is told by `is`, and for a deadline that is always `timeout`.",
  fix: () => "Call it `late` or `timeout`.",
  page: 'In `waitFor({ paid: "invoice.paid", late: "3d" })` the entry with a duration is the deadline. Its arm has the same name, `late` or `timeout`; `steps.NAME.is` is then `"timeout"`.',
  spelling: {
    wrong: '.waitFor({ seen: "user.seen", never: "3d" })',
    right: '.waitFor({ seen: "user.seen", late: "3d" })',
  },
};

/** Something to use that is no chain. */
export const noChainToUse: DiagnosticDefinition<Record<never, never>> = {
  code: "FLOW1024",
  severity: "error",
  title: "What is used is no chain",
  message: () => "use() takes a chain or the call of a journey, with a name in front of it where you like.",
  cause: () => "There is nothing here to put in its place.",
  fix: () => 'Write use(drip({ ... })), or use("onboarding", drip({ ... })).',
  page: "`use` puts the links of another chain in its place. A journey is a function: call it with its configuration.",
  spelling: {
    wrong: '.use("farewell")',
    right: '.group("farewell", b => b.send("bye"))',
  },
};

/** A chain with a trigger inside another. */
export const usedHead: DiagnosticDefinition<{ readonly word: string }> = {
  code: "FLOW1025",
  severity: "error",
  title: "A chain that is used has a trigger",
  message: ({ word }) => `The chain that is used here begins with ${word}(), which begins a flow of its own.`,
  cause: () => "Inside another flow nothing begins anew: the trigger would be ignored.",
  fix: () => "Use a chain without a trigger, or run it as a flow of its own with call().",
  page: "A journey for use inside others makes its chain from the builder that it is given, `build: (config, b) => b.send(...)`. One that begins with `on(...)` is exported as a flow of its own.",
  spelling: {
    wrong: '.use(on("user.seen").send("bye"))',
    right: '.group("farewell", b => b.send("bye"))',
  },
};

/** An event whose name reads like a duration. */
export const eventLikeDuration: DiagnosticDefinition<{ readonly name: string }> = {
  code: "FLOW1006",
  severity: "error",
  title: "An event is named like a duration",
  message: ({ name }) => `The event "${name}" cannot be told from a duration.`,
  cause: ({ name }) => `waitFor("${name}") would be a pause for whoever reads it.`,
  fix: () => "Give the event another name, a noun and a verb: order.placed.",
  page: "`waitFor` takes durations and events. A name that begins with a digit reads like a duration, so events must not begin with one.",
  spelling: { wrong: 'events: { "7d": event({ ... }) }', right: 'events: { "week.over": event({ ... }) }' },
};

/** A name that a flow cannot have. */
export const wrongFlowName: DiagnosticDefinition<{ readonly name: string; readonly most: number }> = {
  code: "FLOW1026",
  severity: "error",
  title: "A flow has a name that it cannot have",
  message: ({ name }) => `A flow cannot be named ${JSON.stringify(name)}.`,
  cause: () => "The name is part of a file's name, of commands and of addresses.",
  fix: ({ name, most }) =>
    Buffer.byteLength(name) > most
      ? `Use at most ${most} letters.`
      : "Use letters, digits, dots, dashes and underscores, and begin with a letter or a digit.",
  page: 'The name of a flow is that of its file, or of its export in kebab-case, or what `name` says: `on("user.seen", { name: "welcome" })`.',
  spelling: {
    wrong: 'on("user.seen", { name: "a/b" }).send("hi")',
    right: 'on("user.seen", { name: "a-b" }).send("hi")',
  },
};

/** A name that the language does not export. */
export const unknownWord: DiagnosticDefinition<{
  readonly name: string;
  /** Whether it is a word that goes on with a chain. */
  readonly isLink: boolean;
  readonly nearest: string | undefined;
}> = {
  code: "FLOW1027",
  severity: "error",
  title: "There is no such word",
  message: ({ name }) => `Flowline exports no \`${name}\`.`,
  cause: ({ name, isLink }) =>
    isLink ? `${name}() goes on with a chain and begins none.` : "A file that begins with it would not become a flow.",
  fix: ({ name, isLink, nearest }) =>
    isLink ? `Begin with a head, such as on(...), and write on("...").${name}(...).` : suggest(nearest, "Remove it."),
  page: "A flow begins with `send`, `audience`, `on`, `schedule`, `manual`, `flow` or `task`. All other words are methods of the chain and are not imported.",
  spelling: {
    wrong: 'import { onn } from "flowline";\nexport default onn("user.seen").send("hi");',
    right: 'import { on } from "flowline";\nexport default on("user.seen").send("hi");',
  },
};
