import type { Subscription, ValueType } from "@flowline/ir";
import type { Call, Placed } from "../flow-scope.js";
import { armsOf } from "../place/arms.js";
import { argumentOf, refuseArgument } from "../place/call.js";
import { describeDeadline } from "../place/deadline.js";
import { matchOf, questionOf } from "../place/event-match.js";
import { membersOf, textOf } from "../place/given.js";
import { readOptions } from "../place/options.js";
import { named, type Position } from "../place/position.js";
import { placeWait } from "../place/wait.js";
import { TRUTH, withNull } from "../types.js";
import { payloadOf, refuseOtherArms, withinOf } from "./event-outcomes.js";

/** `waitForAll({ a: "order.paid", b: "order.packed" })`: each event must have come once, in any order. */
export function placeWaitForAll(call: Call, at: Position): Placed {
  const given = argumentOf(call, 0);
  const entries = (given === null ? null : membersOf(given)) ?? [];
  if (entries.length === 0) refuseArgument(call, given, "an object of events, { paid: ..., packed: ... }");
  const options = readOptions(call, argumentOf(call, 1), ["within", "as", "name", "since"]);
  const own = options.text("name");
  const keys = entries.map(([key]) => key);
  const name = own ?? options.text("as") ?? keys.join("|");
  const { id, after } = named(at, name);
  const until = withinOf(call, options);
  const questions = entries.map(([key, entry]) => [key, questionOf(call, entry)] as const);
  const events = questions.flatMap(([key, question]): readonly Subscription[] => {
    const match = matchOf(call, question, at);
    return match === null ? [] : [{ name: key, ...match }];
  });
  const arms = armsOf(call, argumentOf(call, 2));
  refuseOtherArms(call, arms, ["all", "timeout"]);
  const payloads = questions.map(([key, { name: event }]) => [key, payloadOf(call, textOf(event) ?? "")] as const);
  const came: ValueType = { object: Object.fromEntries(payloads), nullable: false };
  return placeWait(call, {
    id,
    at,
    after,
    isNamed: true,
    label: `wait for ${keys.join(" and ")}${until === null ? "" : `, at most ${describeDeadline(until)}`}`,
    node: { until, events, need: "all", since: options.oneOf("since", ["run", "node"]) ?? "run" },
    owner: own,
    outcomes: [
      { outcome: "all", label: "all", arm: arms.get("all") ?? null, type: allOutcome(came) },
      ...(until === null && !arms.has("timeout")
        ? []
        : [
            {
              outcome: "timeout",
              label: "timeout",
              arm: arms.get("timeout") ?? null,
              type: allOutcome(withNull(came, true)),
            },
          ]),
    ],
    out: options.text("as"),
  });
}

function allOutcome(events: ValueType): ValueType {
  return { object: { ok: TRUTH, events }, nullable: false };
}
