// Family 2, what lambdas read: steps, events, variables, and what is in them.
import type { DiagnosticDefinition } from "./definition.js";
import { listNames, suggest } from "./definition.js";

/** A member that a payload, an input or an outcome lacks. */
export const unknownMember: DiagnosticDefinition<{
  /** As it is written: `trigger`. */
  readonly of: string;
  readonly name: string;
  readonly known: readonly string[];
  readonly nearest: string | undefined;
}> = {
  code: "FLOW2003",
  severity: "error",
  title: "There is no such member",
  message: ({ of, name }) => `\`${of}\` has no member "${name}".`,
  cause: ({ known }) => `Its schema tells of ${listNames(known)}.`,
  fix: ({ nearest }) => suggest(nearest, "Add it to the schema of the event, of the input or of the step's output."),
  page: "What a function may read of an event, an input or a step's output is what its schema tells. Anything else would be missing whenever the flow runs.",
  spelling: {
    wrong: 'on("order.placed", { where: order => order.totl > 20 })',
    right: 'on("order.placed", { where: order => order.total > 20 })',
  },
};

/** A step that the flow does not have, or not at that place. */
export const unknownStep: DiagnosticDefinition<{
  readonly name: string;
  readonly known: readonly string[];
  readonly nearest: string | undefined;
}> = {
  code: "FLOW2020",
  severity: "error",
  title: "There is no such step here",
  message: ({ name }) => `There is no step "${name}" before this place.`,
  cause: ({ known }) =>
    known.length === 0
      ? "No step that stands before this place leaves anything to read."
      : `What stands before this place: ${listNames(known)}.`,
  fix: ({ nearest }) => suggest(nearest, "Name a step that stands before this place."),
  page: 'In `steps` is what the steps before came to, by name: the message of a `send`, the name of a `do`, the event of a `waitFor` (or its `as`). Names with spaces are written `steps["charge card"]`. A step that comes later, or in an arm that excludes this place, is not in it.',
  spelling: {
    wrong: 'send("hi", () => true).send("more", (user, { steps }) => steps.hello.status === "sent")',
    right: 'send("hi", () => true).send("more", (user, { steps }) => steps.hi.status === "sent")',
  },
};

/** A variable that nothing sets, or something that the context of a lambda lacks. */
export const unknownValue: DiagnosticDefinition<{
  readonly name: string;
  /** As it is written: `vars`, or what it is. */
  readonly of: string;
  readonly known: readonly string[];
  readonly nearest: string | undefined;
}> = {
  code: "FLOW2021",
  severity: "error",
  title: "There is no such value here",
  message: ({ of, name }) => `${of} has no "${name}" here.`,
  cause: ({ known }) => (known.length === 0 ? "There is nothing in it here." : `In it are ${listNames(known)}.`),
  fix: ({ nearest }) => suggest(nearest, "Name one of these, or set a variable first: .set({ name: value })."),
  page: "Beside the subject, a function gets `{ trigger, steps, vars, item, error }`. In `vars` is what `.set({ ... })` has set before this place. Services, `signal` and `log` are there for the bodies of `do` only: a condition must be decidable without your code.",
  spelling: {
    wrong: '.set({ count: 1 }).when((user, { vars }) => vars.cuont > 0, b => b.send("more"))',
    right: '.set({ count: 1 }).when((user, { vars }) => vars.count > 0, b => b.send("more"))',
  },
};

/** `trigger`, `item` or `error` where there is none. */
export const notAvailable: DiagnosticDefinition<{ readonly name: string; readonly where: string }> = {
  code: "FLOW2022",
  severity: "error",
  title: "There is no trigger, item or error here",
  message: ({ name }) => `There is no \`${name}\` here.`,
  cause: ({ name, where }) => `\`${name}\` exists only ${where}.`,
  fix: ({ name }) => `Move this to where \`${name}\` exists, or read something else.`,
  page: "`trigger` is the payload of the event, the input, or `{ scheduledAt }` of a schedule: an audience has none. `item` is the element inside `forEach`, `error` what a `catch` arm or `onError` has caught.",
  spelling: {
    wrong: 'send("hi", (user, { item }) => item.active)',
    right:
      'on("list.due").forEach((user, { trigger }) => trigger.items, (b, item) => b.send("hi", (user, { item }) => item.active), { max: 10 })',
  },
};
