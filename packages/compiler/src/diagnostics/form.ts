// Family 1: the form of a flow or of a project.
import type { DiagnosticDefinition } from "./definition.js";
import { suggest } from "./definition.js";

/** A duration that cannot be read, or that has no unit. */
export const unreadableDuration: DiagnosticDefinition<{
  readonly written: string;
  readonly nearest: string | undefined;
}> = {
  code: "FLOW1001",
  severity: "error",
  title: "A duration cannot be read",
  message: ({ written }) => `${written} is not a duration.`,
  cause: () => 'A duration is a text with a number and a unit, such as "7d", "36h" or "90 minutes".',
  fix: ({ nearest }) => suggest(nearest, 'Write a number and a unit: "7d".'),
  page: 'Write `.waitFor("7d")`, not `.waitFor("7")` and not `.waitFor("7 dayz")`. Every spelling that the package `ms` reads with a unit is accepted: `ms`, `s`, `m`, `h`, `d`, `w`, `y` and their long names. A number without a unit is refused, because nobody can tell seconds from milliseconds by looking at it.',
};

/** A duration of nothing, or one that goes backwards. */
export const emptyDuration: DiagnosticDefinition<{ readonly written: string }> = {
  code: "FLOW1002",
  severity: "error",
  title: "A duration is zero or negative",
  message: ({ written }) => `${written} is not more than nothing.`,
  cause: () => "A wait of no time does nothing, and time does not run backwards.",
  fix: () => "Write a duration above zero, or remove the wait.",
  page: 'A wait needs a duration of at least one millisecond. To go on at once, leave the wait out. To look back in a predicate, write `ago("7d")` instead of a negative duration.',
};

/** A duration beyond what the database can add to a date. */
export const endlessDuration: DiagnosticDefinition<{ readonly written: string }> = {
  code: "FLOW1016",
  severity: "error",
  title: "A duration is longer than a thousand years",
  message: ({ written }) => `${written} is longer than a thousand years.`,
  cause: () => "Beyond that, dates leave the range that JavaScript and Postgres share.",
  fix: () => "Check the number and the unit.",
  page: "A duration may be up to a thousand years long.",
};

/** A duration that means something else than many people think. */
export const surprisingDuration: DiagnosticDefinition<{
  readonly written: string;
  readonly means: string;
  readonly instead: string;
}> = {
  code: "FLOW1003",
  severity: "warning",
  title: "A duration may mean something else than you think",
  message: ({ written, means }) => `${written} means ${means}.`,
  cause: () => 'The letter is easy to misread: "m" is a minute and never a month, and a year is 365.25 days.',
  fix: ({ instead }) => `Write ${instead} to say it plainly.`,
  page: '`"1m"` is one minute, `"1y"` is 365.25 days. Both are accepted, with this warning. Write `"1 minute"`, `"30d"` or `"365d"` to make it go away.',
};

/** A chain whose result is thrown away. */
export const discardedChain: DiagnosticDefinition<{ readonly begins: string }> = {
  code: "FLOW1007",
  severity: "error",
  title: "A chain is thrown away",
  message: ({ begins }) => `This chain that begins with ${begins} is not kept.`,
  cause: () => "Chains are values that never change: a call gives a new chain, and a statement throws it away.",
  fix: ({ begins }) =>
    begins.endsWith(")") ? "Put `export default` in front of it." : `Return it: ${begins} => ${begins}.send("hi").`,
  page: 'Write `export default send("hi", user => user.isNew)`, and in an arm `b => b.send("hi")`. A call such as `chain.waitFor("7d");` on a line of its own does not change `chain`.',
};

/** Two flows that would have the same name. */
export const duplicateFlow: DiagnosticDefinition<{
  readonly name: string;
  readonly other: string;
  /** The file that both would be written to, where the names differ. */
  readonly written: string | null;
}> = {
  code: "FLOW1008",
  severity: "error",
  title: "Two flows have one name",
  message: ({ name, other, written }) =>
    written === null
      ? `There is another flow "${name}" in ${other}.`
      : `The flow "${name}" and what stands in ${other} would both be written to ${written}.`,
  cause: ({ written }) =>
    written === null
      ? "A flow is named after its file, and people are enrolled once per flow name."
      : "A flow is written beside its source, under the source's name and, where it is a named export, its own.",
  fix: () => "Rename one of the two.",
  page: "The name of a flow is the base name of its file, wherever in the project the file stands. Two files `a/welcome.ts` and `b/welcome.ts` are two flows of one name.",
};

/** A chain that is made and never used. */
export const notExported: DiagnosticDefinition<{ readonly name: string }> = {
  code: "FLOW1017",
  severity: "error",
  title: "A flow is not exported",
  message: ({ name }) => `The chain \`${name}\` is neither exported nor used.`,
  cause: () => "Only what a file exports becomes a flow, so nobody would ever be enrolled in this one.",
  fix: ({ name }) => `Write \`export const ${name} = ...\` or \`export default ${name}\`, or remove it.`,
  page: "A flow is the default export of its file, or a named one: `export const productSync = on(...)` is the flow `product-sync`. A chain that another chain uses need not be exported.",
  spelling: {
    wrong: 'const greeting = send("hi", user => !user.upgraded);\nexport default send("bye", user => user.upgraded);',
    right:
      'export const greeting = send("hi", user => !user.upgraded);\nexport default send("bye", user => user.upgraded);',
  },
};

/** One chain under two names. */
export const exportedTwice: DiagnosticDefinition<{ readonly exportName: string; readonly other: string }> = {
  code: "FLOW1018",
  severity: "error",
  title: "A flow is exported twice",
  message: ({ exportName, other }) => `This chain is exported as "${exportName}" and as "${other}".`,
  cause: () => "Each export of a chain is a flow of its own, so everybody would go through this one twice.",
  fix: () => "Keep one of the two exports.",
  page: "Write `export default on(...)` or `export const welcome = on(...)`, not both. Other files import it by that one name.",
  spelling: {
    wrong: 'export const greeting = send("hi", user => !user.upgraded);\nexport default greeting;',
    right: 'export default send("hi", user => !user.upgraded);',
  },
};

/** A chain that nothing starts. */
export const missingTrigger: DiagnosticDefinition<{ readonly message: string }> = {
  code: "FLOW1010",
  severity: "error",
  title: "A flow has no trigger",
  message: ({ message }) => `Nothing says who gets "${message}".`,
  cause: () =>
    "A chain that begins with send() takes the guard of that first send as its audience, and this one has no guard.",
  fix: ({ message }) => `Give it a guard: send("${message}", user => ...).`,
  page: 'The guard of the first `send` is the audience: every subject for whom it holds is enrolled, once. Without it the flow would never begin, or begin for everybody. For everybody, write `send("hi", () => true)`.',
};

/** A flow whose subject cannot be told. */
export const unclearSubject: DiagnosticDefinition<{ readonly subjects: string }> = {
  code: "FLOW1011",
  severity: "error",
  title: "It is not clear whom a flow is about",
  message: ({ subjects }) => `This flow does not say which of the project's subjects it is about: ${subjects}.`,
  cause: () => "A flow takes the project's subject, and for that the project must have exactly one.",
  fix: () => "Keep one subject in the project, and put the others into projects of their own.",
  page: "A flow is about one subject. A project with exactly one leaves nothing to choose.",
};

/** An argument that is not what its word takes. */
export const wrongArgument: DiagnosticDefinition<{
  readonly word: string;
  readonly wanted: string;
  readonly found: string;
  /** A flow of the same module that is written below the call, and what it may be called by. */
  readonly below?: { readonly name: string | null };
}> = {
  code: "FLOW1012",
  severity: "error",
  title: "An argument is not what the word takes",
  message: ({ word, wanted, found }) => `${word}() takes ${wanted}, not ${found}.`,
  cause: ({ word, found, below }) => {
    if (below !== undefined)
      return "It is declared further down in this module, and so has no value yet at this place.";
    return found === "nothing"
      ? `${word}() cannot do without it.`
      : `While the flow was built ${word}() got ${found}, and can do nothing with that.`;
  },
  fix: ({ word, wanted, below }) => {
    if (below === undefined) return `Pass ${wanted}.`;
    return `Move it up, or name it with a text: ${word}(${JSON.stringify(below.name ?? "its-name")}).`;
  },
  page: 'Message names are texts: `send("hi")`. Where the name is computed, look at what the computation gives.',
};

/** An export of a flow file that is not a chain. */
export const notAFlow: DiagnosticDefinition<{ readonly exportName: string; readonly found: string }> = {
  code: "FLOW1013",
  severity: "error",
  title: "An export is not a flow",
  message: ({ exportName, found }) => {
    const what = exportName === "default" ? "The default export of this file" : `The export "${exportName}"`;
    return `${what} is ${found}, not a chain.`;
  },
  cause: () => "It is made with a word of Flowline's, and was taken for a flow.",
  fix: () => 'Export the chain itself: export default send("hi", user => ...).',
  page: "A flow file ends in `export default` and a chain. A word without its call (`export default send`) is not a chain, and neither is a function that would make one.",
};

/** Source that is not TypeScript or JavaScript. */
export const syntaxError: DiagnosticDefinition<{ readonly problem: string }> = {
  code: "FLOW1014",
  severity: "error",
  title: "The file cannot be parsed",
  message: ({ problem }) => `This file cannot be parsed: ${problem}`,
  cause: () => "The file is not correct TypeScript or JavaScript.",
  fix: () => "Correct the syntax at this place.",
  page: "The words after the colon come from the TypeScript parser. The mistake is often just before the place that it names: a bracket, a comma or a quote is missing.",
};

/** A project setting that is missing or of the wrong form. */
export const wrongSetting: DiagnosticDefinition<{
  readonly setting: string;
  readonly problem: string;
  readonly instead: string;
}> = {
  code: "FLOW1015",
  severity: "error",
  title: "A setting of the project is missing or wrong",
  message: ({ setting, problem }) => `The project's setting \`${setting}\` ${problem}.`,
  cause: () => "Without it the project cannot be compiled.",
  fix: ({ instead }) => `Write ${instead}.`,
  page: '`defineProject` takes `database: env("DATABASE_URL")`, `subjects: { user: subject({ ... }) }`, `messages: "./messages"` and `channels: { email: smtp({ ... }) }`.',
};
