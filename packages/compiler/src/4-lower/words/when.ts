import { printExpression } from "@flowline/ir";
import type { Call, Placed } from "../flow-scope.js";
import { placeArm } from "../place/arms.js";
import { ask, UNKNOWN } from "../place/ask.js";
import { argumentOf, refuseArgument } from "../place/call.js";
import { placeDecide } from "../place/decide.js";
import { chainOf } from "../place/given.js";
import { readOptions } from "../place/options.js";
import { namedOr, type Position } from "../place/position.js";

/** `when(condition, yes, no?, options?)`: two arms that rejoin. */
export function placeWhen(call: Call, at: Position): Placed {
  const [condition, yes, third, fourth] = [0, 1, 2, 3].map(index => argumentOf(call, index));
  const hasNo = third !== undefined && third !== null && (chainOf(third) !== null || (fourth ?? null) !== null);
  const options = readOptions(call, (hasNo ? fourth : third) ?? null, ["name"]);
  const name = options.text("name");
  const { id, after } = namedOr(at, name, "when");
  if (!condition) refuseArgument(call, null, "a condition");
  if (!yes) refuseArgument(call, null, "an arm, b => b. ...,");
  const when = condition
    ? ask(call, condition, at, { role: "the condition of when()", purpose: "verdict", binding: `${id}#when` })
    : UNKNOWN;
  const inside = { ...after, environment: at.environment };
  return placeDecide(call, {
    id,
    at,
    after,
    name,
    label: printExpression(when, call.scope.subject?.ir.name ?? ""),
    cases: [{ when, arm: placeArm(call, yes ?? null, inside, { label: "yes", owner: name }) }],
    otherwise: hasNo ? placeArm(call, third, inside, { label: "no", owner: name }) : null,
  });
}
