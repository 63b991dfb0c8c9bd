// Families 3 and 4, what is found when functions are read, before anybody knows what they are for.
import type { DiagnosticDefinition } from "./definition.js";

/** A helper that cannot be put in the place of its call. */
export const helperNotRead: DiagnosticDefinition<{ readonly helper: string; readonly why: string }> = {
  code: "FLOW3007",
  severity: "error",
  title: "A helper cannot be put into a predicate",
  message: ({ helper, why }) => `The helper \`${helper}\` ${why}.`,
  cause: () => "A predicate becomes SQL, so what its helpers do is written out in their place.",
  fix: () => "Make it one expression: const isVip = user => user.spent > 1000.",
  page: "A helper is a `const` with an arrow function, or a function declaration, of this project. It may have `const` locals and `if` with `return`, and may call other helpers, up to eight deep. It may not call itself, and its parameters take no defaults.",
  spelling: {
    wrong:
      'const depth = user => (user.logins > 1 ? depth(user) : true);\nexport default send("hi", user => depth(user));',
    right: 'const isBusy = user => user.logins > 1;\nexport default send("hi", user => isBusy(user));',
  },
};

/** A predicate that no stack could bear. */
export const nestedTooDeep: DiagnosticDefinition<Readonly<Record<string, never>>> = {
  code: "FLOW3017",
  severity: "error",
  title: "A predicate is nested too deep",
  message: () => "This predicate is nested too deep.",
  cause: () => "Every level is kept and decided by itself, and beyond 150 of them nobody can read the predicate.",
  fix: () => "Split it: derive a field in the project, or ask several questions one after the other.",
  page: 'Long rows of `||` are better written as `["a", "b"].includes(user.plan)`, and long rows of `&&` as several guards or `.when(...)`.',
};

/** A word of the language where no flow is being built. */
export const chainInBody: DiagnosticDefinition<{ readonly word: string }> = {
  code: "FLOW4015",
  severity: "error",
  title: "A chain is made inside of a body",
  message: ({ word }) => `${word}() cannot be called inside of a body.`,
  cause: () => "A body runs when the flow is long built, so nothing can be added to the flow any more.",
  fix: () =>
    "Put the step into the chain, or use what the body is given: ctx.call(...), ctx.sleep(...), ctx.waitFor(...).",
  page: "The function that `.do(...)` is given is ordinary code, run by a worker. To send a message after it, write `.do(...).send(...)`. To start another flow from it, write `ctx.call(key, flow)`.",
  spelling: {
    wrong: '.do("charge", async user => { send("receipt"); })',
    right: '.do("charge", async user => user.id).send("receipt")',
  },
};
