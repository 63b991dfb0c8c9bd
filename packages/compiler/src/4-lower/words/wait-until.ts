import type { Deadline } from "@flowline/ir";
import { printExpression } from "@flowline/ir";
import type { Call, Placed } from "../flow-scope.js";
import { ask } from "../place/ask.js";
import { argumentOf, refuseArgument } from "../place/call.js";
import { deadlineOf, describeDeadline, isCalendar, timeOf, zoneOf } from "../place/deadline.js";
import type { Given } from "../place/given.js";
import { type Options, readOptions } from "../place/options.js";
import { namedOr, type Position } from "../place/position.js";
import { requireInstant } from "../place/require-type.js";
import { placeWait, type WaitOutcome } from "../place/wait.js";

const OPTIONS = ["at", "zone", "due", "missing", "late", "maxLateness", "name"];

/** What only a date can have: a calendar time says its own hour and zone, is always there and never past. */
const OF_DATES = ["at", "zone", "missing", "late", "maxLateness"];

/** `waitUntil(date)`: an instant that a lambda gives, a date, or a calendar time. */
export function placeWaitUntil(call: Call, at: Position): Placed {
  const options = readOptions(call, argumentOf(call, 1), OPTIONS);
  const name = options.text("name");
  const { id, after } = namedOr(at, name, "until");
  const given = argumentOf(call, 0);
  if (given === null) refuseArgument(call, null, "a date, or a lambda that gives one");
  const until = given === null ? null : untilOf(call, given, { at, options });
  const isDate = given !== null && !isCalendar(given);
  if (isDate && options.get("late") !== null && options.get("maxLateness") === null) {
    options.ignore("late", "without `maxLateness`");
  }
  return placeWait(call, {
    id,
    at,
    after,
    isNamed: name !== null,
    label: `wait until ${until === null ? "" : labelOf(call, until)}`,
    node: { until },
    owner: name,
    outcomes: outcomesOf(until, options),
    out: null,
  });
}

/** Where the date's coming has an arm of its own, no date and one too late go past it: the kernel would take it for them. */
function outcomesOf(until: Deadline | null, options: Options): readonly WaitOutcome[] {
  const hasDue = options.get("due") !== null;
  const isInstant = until === null || until.type === "instant";
  const possible = { missing: isInstant, late: isInstant && options.get("maxLateness") !== null };
  const outcome = (label: "due" | "missing" | "late", goesPast: boolean): WaitOutcome => ({
    outcome: label,
    label,
    arm: options.get(label),
    type: null,
    goesPast,
  });
  const others = (["missing", "late"] as const).filter(label => possible[label] || options.get(label) !== null);
  return [outcome("due", false), ...others.map(label => outcome(label, hasDue))];
}

function untilOf(
  call: Call,
  given: Given,
  { at, options }: { readonly at: Position; readonly options: Options },
): Deadline | null {
  if (isCalendar(given)) {
    for (const name of OF_DATES) if (options.get(name) !== null) options.ignore(name, "beside a calendar time");
    return deadlineOf(call, given);
  }
  const instant = ask(call, given, at, { role: "the date of waitUntil()" });
  requireInstant(call, instant, given);
  return {
    type: "instant",
    instant,
    at: timeOf(call, options.get("at")),
    zone: zoneOf(call, options.get("zone")),
    maxLatenessMs: options.duration("maxLateness"),
  };
}

function labelOf(call: Call, until: Deadline): string {
  if (until.type !== "instant") return describeDeadline(until);
  const date = printExpression(until.instant, call.scope.subject?.ir.name ?? "");
  return until.at === null ? date : `${date} at ${until.at}`;
}
