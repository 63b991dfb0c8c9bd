import type { Expression } from "@flowline/ir";
import { diagnose } from "../../diagnostics/definition.js";
import { wrongWeights } from "../../diagnostics/graph.js";
import { type Call, type Placed, report } from "../flow-scope.js";
import { armsOf, placeArm } from "../place/arms.js";
import { argumentOf, refuseArgument } from "../place/call.js";
import { placeDecide } from "../place/decide.js";
import { type Given, jsonOf, membersOf } from "../place/given.js";
import { readOptions } from "../place/options.js";
import { namedOr, type Position } from "../place/position.js";

/** `split({ a: 50, b: 50 }, arms?, options?)`: by chance, the same for one subject however often it is asked. */
export function placeSplit(call: Call, at: Position): Placed {
  const given = argumentOf(call, 0);
  const weights = weightsOf(call, given);
  const options = readOptions(call, argumentOf(call, 2), ["name", "salt"]);
  const name = options.text("name");
  const { id, after } = namedOr(at, name, "split");
  const salt = options.text("salt") ?? `${call.scope.name}/${id}`;
  const arms = armsOf(call, argumentOf(call, 1));
  for (const [label, arm] of arms) {
    if (!weights.some(([key]) => key === label)) refuseArgument(call, arm, "arms that have a weight");
  }
  let sum = 0;
  const cases = weights.map(([label, weight]) => {
    sum += weight;
    const arm = placeArm(
      call,
      arms.get(label) ?? null,
      { ...after, environment: at.environment },
      { label, owner: name },
    );
    return { arm, when: below(salt, sum / 100) };
  });
  const label = `split ${weights.map(([key, weight]) => `${key} ${weight}`).join(", ")}`;
  return placeDecide(call, { id, at, after, name, label, cases, otherwise: null, isComplete: true });
}

function weightsOf(call: Call, given: Given | null): readonly (readonly [string, number])[] {
  const members = (given === null ? null : membersOf(given)) ?? [];
  const weights = members.flatMap(([key, weight]) => {
    const value = jsonOf(weight);
    if (typeof value === "number" && value > 0) return [[key, value] as const];
    refuseArgument(call, weight, "weights above zero");
    return [];
  });
  if (weights.length < 2) refuseArgument(call, given, "the weights of at least two arms, { a: 50, b: 50 }");
  const sum = weights.reduce((total, [, weight]) => total + weight, 0);
  if (weights.length > 1 && weights.length === members.length && Math.abs(sum - 100) > 1e-9) {
    report(call.scope, diagnose(wrongWeights, { sum }, { span: given?.span ?? call.span }));
  }
  return weights;
}

/** Cumulative, in the order in which they are written: to rename an arm moves nobody. */
function below(salt: string, share: number): Expression {
  const right: Expression = { op: "literal", type: { scalar: "number", nullable: false }, value: share };
  return { op: "compare", how: "<", left: { op: "bucket", salt }, right };
}
