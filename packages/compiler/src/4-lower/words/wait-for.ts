import type { Deadline, Subscription } from "@flowline/ir";
import type { Call, Placed } from "../flow-scope.js";
import { armsOf } from "../place/arms.js";
import { argumentOf, refuseArgument } from "../place/call.js";
import { deadlineOf, describeDeadline, isCalendar } from "../place/deadline.js";
import { matchOf, questionOf } from "../place/event-match.js";
import { type Given, itemsOf, membersOf, textOf } from "../place/given.js";
import { readOptions } from "../place/options.js";
import { named, namedOr, type Position } from "../place/position.js";
import { placeWait } from "../place/wait.js";
import { isEventName } from "./event-name.js";
import { eventOutcome, payloadOf, refuseOtherArms, timeoutOutcome, withinOf } from "./event-outcomes.js";
import { placeFirstOf } from "./first-of.js";

const EVENT_OPTIONS = ["within", "where", "from", "since", "as", "name"];

/** `waitFor`: a pause, an event, or the first of several. */
export function placeWaitFor(call: Call, at: Position): Placed {
  const first = argumentOf(call, 0);
  if (first !== null && isEventName(call, first)) return placeEventWait(call, at, first);
  if (first !== null && membersOf(first) !== null) return placeFirstOf(call, at, first);
  if (first !== null && (isCalendar(first) || first.draft.kind === "json")) return placePause(call, at, first);
  refuseArgument(call, first, 'a duration ("7d"), a calendar time (days(3)), an event, or several of them');
  return placePause(call, at, null);
}

function placePause(call: Call, at: Position, given: Given | null): Placed {
  const options = readOptions(call, argumentOf(call, 1), ["restartOn", "name"]);
  const until = given === null ? null : deadlineOf(call, given);
  const name = options.text("name");
  const { id, after } = namedOr(at, name, "wait");
  const restart = options.get("restartOn");
  const events = restart === null ? [] : (itemsOf(restart) ?? [restart]);
  if (restart !== null && until !== null && until.type !== "duration")
    options.ignore("restartOn", "beside a calendar time");
  const restartOn = events.flatMap(event => matchOf(call, questionOf(call, event), at) ?? []);
  const again = restartOn.map(({ event }) => event).join(", ");
  return placeWait(call, {
    id,
    at,
    after,
    isNamed: name !== null,
    label: `wait ${until === null ? "" : describeDeadline(until)}${again === "" ? "" : `, again at ${again}`}`,
    node: { until: until ?? NEVER, restartOn },
    owner: name,
    outcomes: [],
    out: null,
  });
}

/** Stands in for a deadline that could not be read. */
const NEVER: Deadline = { type: "duration", ms: 1 };

function placeEventWait(call: Call, at: Position, given: Given): Placed {
  const options = readOptions(call, argumentOf(call, 1), EVENT_OPTIONS);
  const event = textOf(given) ?? "";
  const own = options.text("name");
  const name = own ?? options.text("as") ?? event;
  const { id, after } = named(at, name);
  const until = withinOf(call, options);
  const where = options.get("where");
  const from = options.oneOf("from", ["anyone"]);
  const match = matchOf(call, { name: given, where, from }, at);
  const events: readonly Subscription[] = match === null ? [] : [{ name: "got", ...match }];
  const arms = armsOf(call, argumentOf(call, 2));
  refuseOtherArms(call, arms, ["got", "timeout"]);
  const payload = payloadOf(call, event);
  return placeWait(call, {
    id,
    at,
    after,
    isNamed: true,
    label: `wait for ${event}${until === null ? "" : `, at most ${describeDeadline(until)}`}`,
    node: { until, events, since: options.oneOf("since", ["run", "node"]) ?? "run" },
    owner: own,
    outcomes: [
      { outcome: "got", label: "got", arm: arms.get("got") ?? null, type: eventOutcome(payload) },
      ...(until === null && !arms.has("timeout")
        ? []
        : [{ outcome: "timeout", label: "timeout", arm: arms.get("timeout") ?? null, type: timeoutOutcome(payload) }]),
    ],
    out: options.text("as") ?? name,
  });
}
