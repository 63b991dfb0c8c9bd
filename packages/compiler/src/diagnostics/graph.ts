// Family 4: the shape of the compiled graph.
import type { DiagnosticDefinition } from "./definition.js";
import { listNames, suggest } from "./definition.js";

/** A link that control never comes to. */
export const unreachable: DiagnosticDefinition<{ readonly word: string; readonly before: string }> = {
  code: "FLOW4001",
  severity: "error",
  title: "Nothing ever comes here",
  message: ({ word, before }) => `This ${word}() is never reached: ${before}() in front of it never goes on.`,
  cause: () => "An exit ends the run, and a loop without an end has no way out but an exit or a goal.",
  fix: () => "Move it in front, or take it out.",
  page: "After `exit`, after `forever`, and after a branch each of whose arms ends so, nothing runs.",
  spelling: { wrong: '.exit("done").send("bye")', right: '.send("bye").exit("done")' },
};

/** A wait that may never end. */
export const endlessWait: DiagnosticDefinition<{ readonly what: string }> = {
  code: "FLOW4002",
  severity: "error",
  title: "A wait may never end",
  message: ({ what }) => `This waits for ${what}, and nothing ends the wait if it never comes.`,
  cause: () => "A run that waits for ever is never completed, and nobody sees that it hangs.",
  fix: () => 'Give it a time: { within: "30d" }. Or let the flow have a goal or an exit: exitWhen(...).',
  page: "A wait for an event needs a deadline, or a flow that a goal or an exit can end. An approval is no different.",
  spelling: { wrong: '.waitFor("user.seen")', right: '.waitFor("user.seen", { within: "30d" })' },
};

/** A wait that is longer than a year. */
export const longWait: DiagnosticDefinition<{ readonly written: string; readonly days: number }> = {
  code: "FLOW4003",
  severity: "warning",
  title: "A wait is longer than a year",
  message: ({ written, days }) => `${written} waits ${days} days.`,
  cause: () => "Waits beyond a year are usually a slip of the unit, and outlive most retention rules.",
  fix: () => "Check the unit. If it is meant, leave it.",
  page: "The engine has no limit of its own. The warning is about what people mean.",
};

/** A loop that says too little of its end or of its pace. */
export const endlessRepeat: DiagnosticDefinition<{ readonly why: "max" | "pace" }> = {
  code: "FLOW4004",
  severity: "error",
  title: "A loop has no end, or no pause",
  message: ({ why }) =>
    why === "max" ? "This repeat() does not say how often at most." : "This forever() may spin without a pause.",
  cause: ({ why }) =>
    why === "max"
      ? "A condition that never holds would keep the run for ever."
      : "There is a way through its body that waits for nothing, so that passes follow one another at once.",
  fix: ({ why }) =>
    why === "max" ? "Give it a bound: { max: 10 }." : 'Give it a pace: forever({ every: "15m" }, ...).',
  page: "`repeat` needs `max`. `forever` needs `every`, or a wait, a call or a step on each way through its body.",
  spelling: {
    wrong: '.repeat(b => b.waitFor("1d"), { until: user => user.upgraded })',
    right: '.repeat(b => b.waitFor("1d"), { until: user => user.upgraded, max: 10 })',
  },
};

/** A list that may be of any length. */
export const endlessForEach: DiagnosticDefinition<Record<never, never>> = {
  code: "FLOW4005",
  severity: "error",
  title: "A forEach does not say how many items at most",
  message: () => "This forEach() does not say how many items there can be at most.",
  cause: () => "The list is only known while the flow runs. A list that has grown too long should fail, not flood.",
  fix: () => "Give it a bound: { max: 1000 }.",
  page: "A list that is written out has as many items as it has. For any other, `max` says how long it may be; a longer one fails the step.",
  spelling: {
    wrong: 'manual().forEach(({ trigger }) => trigger.items, b => b.exit("one is enough"))',
    right: 'manual().forEach(({ trigger }) => trigger.items, b => b.exit("one is enough"), { max: 10 })',
  },
};

/** An arm of a parallel that does not come to its end. */
export const exitInArm: DiagnosticDefinition<{ readonly arm: string }> = {
  code: "FLOW4006",
  severity: "warning",
  title: "An arm ends the run for all",
  message: ({ arm }) => `The arm "${arm}" never comes to its end, and the others run beside it.`,
  cause: () => "An exit in one arm ends the whole run, whatever the other arms are about to do.",
  fix: () => "Use race() if the first arm should win, or move the exit behind the arms.",
  page: "`parallel` goes on when all arms have come. An arm that ends in `exit` ends the run instead, and cancels the others wherever they stand.",
  spelling: {
    wrong: '.parallel({ a: b => b.waitFor("1d").exit("over"), b: b => b.send("bye") })',
    right: '.parallel({ a: b => b.waitFor("1d"), b: b => b.send("bye") }).exit("over")',
  },
};

/** Flows that start each other without a pause. */
export const endlessCalls: DiagnosticDefinition<{ readonly flows: readonly string[] }> = {
  code: "FLOW4008",
  severity: "error",
  title: "Flows start each other without a pause",
  message: ({ flows }) => `${flows.map(flow => `"${flow}"`).join(" starts ")} starts "${flows[0] ?? ""}".`,
  cause: () => "Each run would begin another at once, without end.",
  fix: () => "Put a wait on the way, or let a loop do it: forever({ every: ... }, ...).",
  page: "A flow may start itself again, directly or through others, as long as a wait stands on the way.",
  spelling: {
    wrong: 'export default manual({ name: "again" }).start("again");',
    right: 'export default manual({ name: "again" }).waitFor("1d").start("again");',
  },
};

/** A switch that leaves a value without an arm. */
export const missingCase: DiagnosticDefinition<{
  readonly missing: readonly string[];
  readonly mayBeNull: boolean;
  readonly isOpen: boolean;
}> = {
  code: "FLOW4009",
  severity: "error",
  title: "A switch leaves a value without an arm",
  message: ({ missing, mayBeNull, isOpen }) => {
    if (isOpen) return "This switch() can meet values that have no arm.";
    const values = [
      ...(missing.length === 0 ? [] : [listNames(missing)]),
      ...(mayBeNull ? ["a value that is missing"] : []),
    ];
    return `This switch() has no arm for ${values.join(", nor for ")}.`;
  },
  cause: () => "What has no arm would go on silently, as if nothing had been asked.",
  fix: () => "Add the arm, or a default behind the arms: b => b. ...",
  page: "Where the schema lists the values (`z.enum`), a `switch` needs an arm for each of them. In all other cases it needs a default, the argument behind the arms; an empty one, `b => b`, says that nothing is meant to happen.",
  spelling: {
    wrong: '.switch(user => user.plan, { free: b => b.send("bye") })',
    right: '.switch(user => user.plan, { free: b => b.send("bye") }, b => b)',
  },
};

/** Weights that are not a whole. */
export const wrongWeights: DiagnosticDefinition<{ readonly sum: number }> = {
  code: "FLOW4010",
  severity: "error",
  title: "The weights of a split do not add up to 100",
  message: ({ sum }) => `The weights of this split add up to ${sum}, not to 100.`,
  cause: () => "Weights are percentages. Nobody can tell what is meant to happen to the rest.",
  fix: () => "Make them add up to 100.",
  page: "`split({ a: 90, b: 10 })` sends nine of ten subjects into `a`. The same subject always goes the same way, and renaming an arm moves nobody.",
  spelling: { wrong: ".split({ a: 50, b: 40 })", right: ".split({ a: 50, b: 50 })" },
};

/** Two messages of one channel at the same moment. */
export const sendsTogether: DiagnosticDefinition<{
  readonly first: string;
  readonly second: string;
  readonly channel: string;
}> = {
  code: "FLOW4011",
  severity: "warning",
  title: "Two messages are sent at once",
  message: ({ first, second, channel }) => `"${second}" goes out by ${channel} at the same moment as "${first}".`,
  cause: () => "Nothing stands between the two, so whoever gets one gets the other with it.",
  fix: () => "Put a wait between them, or make them one message.",
  page: "The warning is about two sends that always both happen, one directly behind the other, on one channel and to the same reader.",
  spelling: { wrong: '.send("hi-again").send("bye")', right: '.send("hi-again").waitFor("2d").send("bye")' },
};

/** A timeout that makes no difference. */
export const emptyTimeout: DiagnosticDefinition<{ readonly arm: string }> = {
  code: "FLOW4012",
  severity: "warning",
  title: "A timeout makes no difference",
  message: ({ arm }) => `The arm "${arm}" is empty: it makes no difference whether the time runs out.`,
  cause: () => "An arm that does nothing reads like one that was forgotten.",
  fix: () => "Say what happens then, or leave the arm out.",
  page: "Without arms a wait goes on in either case, and `steps.NAME.ok` says which it was.",
  spelling: {
    wrong: '.waitFor("user.seen", { within: "3d" }, { timeout: b => b })',
    right: '.waitFor("user.seen", { within: "3d" }, { timeout: b => b.send("bye") })',
  },
};

/** A goal or an exit on the event that begins the flow. */
export const watchesTrigger: DiagnosticDefinition<{ readonly event: string; readonly word: string }> = {
  code: "FLOW4013",
  severity: "warning",
  title: "A flow is ended by the event that begins it",
  message: ({ event, word }) => `This ${word}() watches for "${event}", which also begins the flow.`,
  cause: () => "The event that began the run does not count, but the next one of its kind ends it.",
  fix: () => 'If a new event should replace the old one, write again: "restart". Else watch for another event.',
  page: "A run looks for its goal among events that come after its beginning. With the same event as trigger and goal, the second event ends the run, and with `again` it may begin another.",
  spelling: {
    wrong: 'on("user.seen").goal("came back", "user.seen").send("hi")',
    right: 'on("user.seen").goal("upgraded", user => user.upgraded).send("hi")',
  },
};

/** One half of a try and catch. */
export const halfTry: DiagnosticDefinition<{ readonly word: "try" | "catch" }> = {
  code: "FLOW4014",
  severity: "error",
  title: "A try stands without its catch",
  message: ({ word }) =>
    word === "try" ? "This try() has no catch() behind it." : "This catch() has no try() in front of it.",
  cause: () => "A failure inside try() needs a place to go to.",
  fix: () => "Write both: .try(b => ...).catch(b => ...).",
  page: "`catch` stands directly behind its `try`. Its arm may be empty, `b => b`, where a failure should be ignored.",
  spelling: {
    wrong: '.try(b => b.send("bye"))',
    right: '.try(b => b.send("bye")).catch(b => b)',
  },
};

/** Arms of which too few can come to the join. */
export const tooFewArrive: DiagnosticDefinition<{ readonly need: number; readonly arriving: number }> = {
  code: "FLOW4016",
  severity: "error",
  title: "Too few arms come to their end",
  message: ({ need, arriving }) =>
    arriving === 0
      ? "None of these arms comes to its end."
      : `${need} of these arms must come to their end, and ${arriving} can.`,
  cause: () => "The other arms end in an exit or go on for ever.",
  fix: () => "Let the arms come to their end, and put the exit behind them.",
  page: "`parallel` and `race` go on when enough of their arms have come to their end. Arms that all end the run leave nothing that could go on.",
  spelling: {
    wrong: '.race({ a: b => b.waitFor("1d").exit("a"), b: b => b.waitFor("2d").exit("b") })',
    right: '.race({ a: b => b.waitFor("1d"), b: b => b.waitFor("2d") }).exit("over")',
  },
};

/** An arm for a value that cannot be. */
export const strangeCase: DiagnosticDefinition<{
  readonly key: string;
  /** Null: any number. */
  readonly choices: readonly string[] | null;
  readonly nearest: string | undefined;
}> = {
  code: "FLOW4017",
  severity: "error",
  title: "A switch has an arm that is never taken",
  message: ({ key }) => `The value is never "${key}".`,
  cause: ({ choices }) => (choices === null ? "It is a number." : `Its schema allows ${listNames(choices)}.`),
  fix: ({ choices, nearest }) =>
    suggest(
      nearest,
      choices === null ? "Name the arm after a number." : "Name the arm after one of these, or take it out.",
    ),
  page: "Where the schema lists the values, an arm under any other name is a slip.",
  spelling: {
    wrong: '.switch(user => user.upgraded, { yes: b => b.send("bye") }, b => b)',
    right: '.switch(user => user.upgraded, { true: b => b.send("bye") }, b => b)',
  },
};

/** A chain that the editor will choke on. */
export const tooManySteps: DiagnosticDefinition<{ readonly steps: number }> = {
  code: "FLOW4040",
  severity: "warning",
  title: "A flow has more than 64 named steps",
  message: ({ steps }) => `This flow has ${steps} named steps.`,
  cause: () =>
    "TypeScript follows up to about 64 in one chain; beyond that editors grow slow, and people lose the thread.",
  fix: () => "Move a part into a flow of its own and call() it.",
  page: "The engine does not mind. The warning is about whoever has to read and to type the flow.",
};
