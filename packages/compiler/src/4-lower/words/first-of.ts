import type { Deadline, Subscription, ValueType } from "@flowline/ir";
import { diagnose } from "../../diagnostics/definition.js";
import { deadlineName } from "../../diagnostics/words.js";
import { type Call, type Placed, report } from "../flow-scope.js";
import { armsOf } from "../place/arms.js";
import { ask } from "../place/ask.js";
import { argumentOf, refuseArgument } from "../place/call.js";
import { deadlineOf, describeDeadline, isCalendar } from "../place/deadline.js";
import { type EventQuestion, matchOf, questionOf } from "../place/event-match.js";
import { type Given, isLambda, jsonOf, memberOf, membersOf, textOf } from "../place/given.js";
import { readOptions } from "../place/options.js";
import { named, type Position } from "../place/position.js";
import { placeWait, type WaitOutcome } from "../place/wait.js";
import { scalarType } from "../types.js";
import { isEventName } from "./event-name.js";
import { payloadOf, refuseOtherArms } from "./event-outcomes.js";

const TIMEOUTS = ["timeout", "late"];

/** `waitFor({ paid: "invoice.paid", late: "3d" })`: the first of several events, or a deadline. */
export function placeFirstOf(call: Call, at: Position, given: Given): Placed {
  const entries = readEntries(call, given, at);
  const options = readOptions(call, argumentOf(call, 1), ["as", "where", "name", "since"]);
  const own = options.text("name");
  const as = options.text("as");
  const keys = entries.map(({ key }) => key);
  const { id, after } = named(at, own ?? as ?? keys.join("|"));
  const where = options.get("where");
  const subscriptions = entries.flatMap(({ key, question }): readonly Subscription[] => {
    if (question === null) return [];
    const match = matchOf(call, { ...question, where: question.where ?? where }, at);
    return match === null ? [] : [{ name: key, ...match }];
  });
  const late = entries.find(({ question }) => question === null);
  const arms = armsOf(call, argumentOf(call, 2));
  refuseOtherArms(call, arms, keys);
  const events = entries.flatMap(({ question }) => textOf(question?.name ?? null) ?? []);
  return placeWait(call, {
    id,
    at,
    after,
    isNamed: true,
    label: `wait for ${events.join(" or ")}${late?.until ? `, at most ${describeDeadline(late.until)}` : ""}`,
    node: {
      until: late?.until ?? null,
      events: subscriptions,
      since: options.oneOf("since", ["run", "node"]) ?? "run",
    },
    owner: own,
    outcomes: entries.map(entry => outcomeOf(call, entry, arms)),
    out: as,
    variants: variantsOf(call, entries),
  });
}

/** An event or the deadline of a first-of. */
export interface Entry {
  readonly key: string;
  /** Null: the deadline. */
  readonly question: EventQuestion | null;
  readonly until: Deadline | null;
}

/** The entries of a first-of; one whose value is a duration is the deadline. */
export function readEntries(call: Call, given: Given, at: Position): readonly Entry[] {
  const entries = (membersOf(given) ?? []).map(([key, entry]): Entry => {
    const isDeadline = isCalendar(entry) || isLambda(entry) || (jsonOf(entry) !== undefined && !isEvent(call, entry));
    if (!isDeadline && key === "timeout") refuseArgument(call, entry, 'a deadline under the key "timeout"');
    if (!isDeadline) return { key, question: questionOf(call, entry), until: null };
    if (!TIMEOUTS.includes(key)) {
      report(call.scope, diagnose(deadlineName, { name: key }, { span: entry.span }));
    }
    return { key, question: null, until: untilOf(call, entry, at) };
  });
  if (!entries.some(({ question }) => question !== null)) refuseArgument(call, given, "at least one event");
  return entries;
}

function isEvent(call: Call, entry: Given): boolean {
  return isEventName(call, entry) || memberOf(entry, "event") !== null;
}

function untilOf(call: Call, entry: Given, at: Position): Deadline | null {
  if (!isLambda(entry)) return deadlineOf(call, entry);
  const instant = ask(call, entry, at, { role: "the deadline of waitFor()" });
  return { type: "instant", instant, at: null, zone: { of: null, fallback: "UTC" }, maxLatenessMs: null };
}

function outcomeOf(call: Call, { key, question }: Entry, arms: ReadonlyMap<string, Given>): WaitOutcome {
  const arm = arms.get(key) ?? null;
  if (question === null) {
    return { outcome: "timeout", label: key, arm, type: { object: { is: scalarType("text") }, nullable: false } };
  }
  const event = payloadOf(call, textOf(question.name) ?? "");
  return { outcome: key, label: key, arm, type: { object: { is: scalarType("text"), event }, nullable: false } };
}

function variantsOf(call: Call, entries: readonly Entry[]): ReadonlyMap<string, ValueType> {
  return new Map(
    entries.flatMap(({ key, question }) =>
      question === null ? [] : [[key, payloadOf(call, textOf(question.name) ?? "")] as const],
    ),
  );
}
