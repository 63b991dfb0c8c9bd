// Family 3: predicates and other expressions over the subject.
import type { DiagnosticDefinition } from "./definition.js";
import { suggest } from "./definition.js";

/** A lambda that is more than an expression. */
export const statementInLambda: DiagnosticDefinition<{ readonly what: string }> = {
  code: "FLOW3001",
  severity: "error",
  title: "A predicate is more than an expression",
  message: ({ what }) => `${what} cannot stand in a predicate.`,
  cause: () => "A predicate becomes SQL as well as JavaScript, so it must be one expression without effects.",
  fix: () => "Write one expression: user => user.a && !user.b.",
  page: "A predicate is an arrow function or function expression with an expression body, or with `const` locals and one `return`. Loops, `if`, assignments, `await` and `throw` have no form in SQL.",
};

/** A value that differs from one moment to the next. */
export const notDeterministic: DiagnosticDefinition<{ readonly written: string; readonly instead: string }> = {
  code: "FLOW3002",
  severity: "error",
  title: "A predicate asks for chance or for the machine's clock",
  message: ({ written }) => `${written} cannot stand in a predicate.`,
  cause: () => "It would be decided once, when the flow is compiled, and be wrong from then on.",
  fix: ({ instead }) => instead,
  page: 'Use flow time: `now()`, `ago("7d")`, `fromNow("1d")`, `startOfToday()`. They are read when the predicate is decided, from the database, and a test can move them.',
};

/** A call that the compiler cannot look into. */
export const unknownCall: DiagnosticDefinition<{ readonly written: string }> = {
  code: "FLOW3003",
  severity: "error",
  title: "A predicate calls a function that cannot be compiled",
  message: ({ written }) => `${written} cannot be called in a predicate.`,
  cause: () =>
    "The predicate becomes SQL, and what this function does with the subject is not known there, or has effects.",
  fix: () => "Write the condition out here, with fields of the subject.",
  page: "A function that takes no part of the subject is fine: it is called once, when the flow is compiled. One that takes the subject or a field of it would have to run inside Postgres.",
};

/** Something that JavaScript and SQL would not do in the same way. */
export const notPortable: DiagnosticDefinition<{ readonly written: string; readonly instead?: string }> = {
  code: "FLOW3004",
  severity: "error",
  title: "A predicate uses what has no exact form in SQL",
  message: ({ written }) => `${written} has no portable form.`,
  cause: () =>
    "SQL means what JavaScript means here, or the compiler refuses: this would give other answers in Postgres.",
  fix: ({ instead }) => instead ?? "Put the result into a column or a view of your database and read it as a field.",
  page: "Portable are: `=== !==` on booleans, numbers and texts, `== null`, `< <= > >=` on numbers and dates, `&& || ! ?: ??`, `includes startsWith endsWith` on texts, `[...].includes(user.field)`, and dates with `now ago fromNow before after startOfToday`.",
};

/** A captured value that is not data. */
export const captureNotJson: DiagnosticDefinition<{ readonly written: string; readonly problem: string }> = {
  code: "FLOW3005",
  severity: "error",
  title: "A captured value cannot be kept",
  message: ({ written, problem }) => `\`${written}\` ${problem}.`,
  cause: () => "What a predicate takes from around it is written into the compiled flow, and must be JSON for that.",
  fix: () => "Use a boolean, a number, a text, a date, or an array of these.",
  page: "Turn a `Set` into an array (`[...plans]`) and a `Map` into what you need of it. `undefined` usually means a misspelled property.",
};

/** A captured variable that changes. */
export const captureReassigned: DiagnosticDefinition<{ readonly name: string }> = {
  code: "FLOW3006",
  severity: "error",
  title: "A captured variable is assigned again",
  message: ({ name }) => `The predicate reads \`${name}\`, which is assigned again.`,
  cause: () => "The predicate is compiled once, so it could only ever see one of the values.",
  fix: ({ name }) => `Make \`${name}\` a const.`,
  page: "A predicate keeps the value that a variable has when the flow is built. With a variable that changes, that would depend on the order of things.",
};

/** A comparison that always gives the same answer. */
export const alwaysSame: DiagnosticDefinition<{
  readonly written: string;
  readonly outcome: string;
  /** One sentence. */
  readonly why: string;
  readonly nearest: string | undefined;
  /** What to do where nothing is near. */
  readonly otherwise: string;
}> = {
  code: "FLOW3008",
  severity: "warning",
  title: "A condition always gives the same answer",
  message: ({ written, outcome }) => `\`${written}\` is always ${outcome}.`,
  cause: ({ why }) => why,
  fix: ({ nearest, otherwise }) => suggest(nearest, otherwise),
  page: "The schema lists the values that can stand here. A comparison with any other is a slip of the pen, or the schema is behind. A condition that is written as `false` switches off what stands behind it.",
};

/** A comparison that tells undefined from null. */
export const undefinedCompared: DiagnosticDefinition<{ readonly instead: string }> = {
  code: "FLOW3009",
  severity: "error",
  title: "A predicate tells undefined from null",
  message: () => "A predicate cannot tell undefined from null.",
  cause: () => "A column of a table is null or has a value; missing and null are one.",
  fix: ({ instead }) => `Write \`${instead}\`.`,
  page: "Write `user.plan == null` and `user.plan != null`.",
};

/** JavaScript alone where a query is needed. */
export const onlyJavaScript: DiagnosticDefinition<{
  readonly written: string;
  readonly role: string;
  /** Whether nothing but the lack of a schema stands in the way. */
  readonly isUntold: boolean;
}> = {
  code: "FLOW3010",
  severity: "error",
  title: "A query cannot be made of this",
  message: ({ written, role }) => `${written} cannot be asked in SQL, and ${role} becomes a query.`,
  cause: ({ isUntold }) =>
    isUntold
      ? "Nothing tells of what type this is, and the database compares only what has a type."
      : "An audience, a goal, an exit, a `where`, a key and a derived field are answered for many at once by the database, where this has no exact form.",
  fix: ({ isUntold }) =>
    isUntold
      ? "Give the event, the input or the step's output a schema: event({ schema: z.object({ ... }) })."
      : "Put the result into a column or a view of your database, or ask it in a guard further down the flow.",
  page: "Every condition is one of two kinds. What the database can answer exactly as JavaScript would may stand anywhere. The rest (the case of texts, `trim`, `length` of a text, `%`, what a step without an output schema returned, `js(...)`) is answered by a worker, one run at a time: fine for guards, `when` and `until`, impossible for an audience, a goal, an exit, a `where`, keys and derived fields.",
  spelling: {
    wrong: 'audience(user => user.email.trim() === "ada@example.com").send("hi")',
    right: 'audience(user => user.email === "ada@example.com").send("hi")',
  },
};

/** A condition on an event that no index can answer. */
export const unindexedWhere: DiagnosticDefinition<{ readonly event: string; readonly word: string }> = {
  code: "FLOW3011",
  severity: "warning",
  title: "Every event has to be held against every run",
  message: ({ event, word }) => `Each "${event}" has to be held against every run that this ${word}() is open in.`,
  cause: () =>
    "The event may be anyone's, and the `where` has no equality with something that an index could find runs by.",
  fix: () =>
    "Ask that a member of the event equals something that the run knows, event.orderId === trigger.orderId, with the rest behind &&.",
  page: "A run is found by what an event must hold for it: the subject, the keys, or a member of the event that the `where` asks to be equal to something of the run's. Without any of these, an event is compared with one run after the other, which is slow where many wait. Anything else may stand beside such an equality: `event.orderId === trigger.orderId && event.total > 20`.",
  spelling: {
    wrong:
      'on("user.seen").waitFor("order.placed", { from: "anyone", within: "1d", where: (order, user) => order.total > user.logins })',
    right:
      'on("user.seen").waitFor("order.placed", { from: "anyone", within: "1d", where: (order, user, { trigger }) => order.userId === trigger.userId && order.total > user.logins })',
  },
};

/** Types that do not fit. */
export const typeMismatch: DiagnosticDefinition<{
  readonly problem: string;
  readonly instead: string;
  /** Why, where it is not that JavaScript would convert something. */
  readonly why?: string;
}> = {
  code: "FLOW3012",
  severity: "error",
  title: "Types do not fit",
  message: ({ problem }) => problem,
  cause: ({ why }) => why ?? "JavaScript would convert one of them, in ways that SQL does not share.",
  fix: ({ instead }) => instead,
  page: "Compare like with like: a number with a number, a date with a date, a text with a text.",
};

/** A member of a step's outcome that may not be there. */
export const maybeSkipped: DiagnosticDefinition<{ readonly written: string; readonly instead: string }> = {
  code: "FLOW3014",
  severity: "warning",
  title: "A step may have been skipped",
  message: ({ written }) => `\`${written}\` may be missing: the step may have been skipped.`,
  cause: () => "It has a guard, or stands in an arm that is not always taken, so there may be nothing to read.",
  fix: ({ instead }) => `Write \`${instead}\`, or test it first.`,
  page: "What a step came to is missing where the step was skipped. `steps.hi?.status` reads it if it is there. Behind a test (`steps.hi && ...`, `steps.hi != null && ...`) the plain spelling is fine.",
  spelling: {
    wrong:
      '.waitFor("1d").send("bye", user => user.upgraded).when((user, { steps }) => steps.bye.status === "sent", b => b.exit("said"))',
    right:
      '.waitFor("1d").send("bye", user => user.upgraded).when((user, { steps }) => steps.bye?.status === "sent", b => b.exit("said"))',
  },
};

/** A lambda whose source was not found. */
export const lambdaNotFound: DiagnosticDefinition<{ readonly role: string }> = {
  code: "FLOW3015",
  severity: "error",
  title: "The source of a function cannot be found",
  message: ({ role }) => `The source of ${role} cannot be found.`,
  cause: () =>
    "The compiler reads the function's text, and this one was made outside the project, bound, or written as a method.",
  fix: () => "Write it here as an arrow function: user => ...",
  page: "The compiler finds arrow functions, function expressions and function declarations in the project's own files. It cannot find those of packages in `node_modules`, those made with `bind`, and methods (`{ fresh(user) { ... } }`).",
};

/** An operand that may be missing where an order or a text method needs a value. */
export const mayBeNull: DiagnosticDefinition<{
  readonly written: string;
  readonly operator: string;
  /** Whether it reads one place, which a test in front of it can be about. */
  readonly isStable: boolean;
}> = {
  code: "FLOW3016",
  severity: "error",
  title: "A value may be null where one is needed",
  message: ({ written, operator }) => `\`${written}\` may be null, and \`${operator}\` needs a value.`,
  cause: () =>
    "JavaScript takes null for 0 in an order and throws on its methods; SQL gives null. Neither is what you mean.",
  fix: ({ written, isStable }) =>
    isStable ? `Test it first: ${written} != null && ...` : `Say what counts without it: (${written}) ?? ...`,
  page: "Write `user.age != null && user.age >= 18`, or `(user.age ?? 0) >= 18`. Within `x != null && ...`, `x && ...` and the right arm of `?:` the compiler knows that `x` is there.",
};
