import type { Expression, ValueType } from "@flowline/ir";
import { describeType, isAny, nearestName, printExpression, typeOf } from "@flowline/ir";
import { diagnose } from "../../diagnostics/definition.js";
import { wrongArgument } from "../../diagnostics/form.js";
import { missingCase, strangeCase } from "../../diagnostics/graph.js";
import { choicesOf } from "../choices.js";
import { type Call, type FlowScope, type Placed, report } from "../flow-scope.js";
import { armsOf, placeArm } from "../place/arms.js";
import { ask, UNKNOWN } from "../place/ask.js";
import { argumentOf, refuseArgument } from "../place/call.js";
import { placeDecide } from "../place/decide.js";
import { chainOf, type Given, nameSpanOf } from "../place/given.js";
import { readOptions } from "../place/options.js";
import { namedOr, type Position } from "../place/position.js";
import { isScalarType } from "../types.js";

/** `switch(value, { case: arm }, default?, options?)`: the arm whose key equals the value. */
export function placeSwitch(call: Call, at: Position): Placed {
  const [given, , third, fourth] = [0, 1, 2, 3].map(index => argumentOf(call, index) ?? null);
  const hasDefault = third !== undefined && third !== null && (chainOf(third) !== null || (fourth ?? null) !== null);
  const name = readOptions(call, (hasDefault ? fourth : third) ?? null, ["name"]).text("name");
  const { id, after } = namedOr(at, name, "switch");
  if (!given) refuseArgument(call, null, "a value");
  const value = given ? switchedOver(call, given, at, `${id}#switch`) : UNKNOWN;
  const arms = armsOf(call, argumentOf(call, 1));
  if (arms.size === 0) refuseArgument(call, argumentOf(call, 1), "an object of arms, { key: b => b. ... }");
  const isComplete = checkCases(call, at, { value, keys: arms, span: given ?? null, hasDefault });
  const inside = { ...after, environment: at.environment };
  return placeDecide(call, {
    id,
    at,
    after,
    name,
    label: printExpression(value, call.scope.subject?.ir.name ?? ""),
    cases: [...arms].map(([key, arm]) => ({
      when: { op: "equal", left: value, right: literalOf(key, typeOf(value)), negated: false },
      arm: placeArm(call, arm, inside, { label: key, owner: name }),
    })),
    otherwise: hasDefault ? placeArm(call, third, inside, { label: "default", owner: name }) : null,
    isComplete,
  });
}

/** What is switched over: arms have texts for names, so it must be something that a text can say. */
function switchedOver(call: Call, given: Given, at: Position, binding: string): Expression {
  const value = ask(call, given, at, { role: "the value of switch()", binding });
  const type = typeOf(value);
  if (value === UNKNOWN || isAny(type) || SWITCHABLE.some(scalar => isScalarType(type, scalar))) {
    return value;
  }
  const facts = { word: "switch", wanted: "a text, a number or a truth", found: describeType(type) };
  report(call.scope, diagnose(wrongArgument, facts, { span: given.span }));
  return UNKNOWN;
}

const SWITCHABLE = ["text", "number", "boolean"] as const;

interface Cases {
  readonly value: Expression;
  readonly keys: ReadonlyMap<string, Given>;
  readonly span: Given | null;
  readonly hasDefault: boolean;
}

/** Every text that can stand there needs an arm, or there must be a default. Gives whether every one has an arm. */
function checkCases(call: Call, at: Position, { value, keys, span, hasDefault }: Cases): boolean {
  const { scope } = call;
  if (value === UNKNOWN) return true;
  const isBoolean = isScalarType(typeOf(value), "boolean");
  const { environment } = at;
  const choices = isBoolean ? ["true", "false"] : choicesOf(value, { readable: scope.readable, environment });
  const missing = choices?.filter(choice => !keys.has(choice)) ?? [];
  const misspelled = reportStrangeKeys(scope, { keys, choices, missing, type: typeOf(value) });
  const { nullable } = typeOf(value);
  const isComplete = choices !== null && missing.length === 0 && !nullable;
  const unsaid = missing.filter(choice => !misspelled.has(choice));
  const isSaid = misspelled.size > 0 && unsaid.length === 0 && !nullable;
  if (!isComplete && !hasDefault && !isSaid) {
    const facts = { missing: unsaid, mayBeNull: nullable, isOpen: choices === null };
    report(scope, diagnose(missingCase, facts, { span: span?.span ?? call.span }));
  }
  return isComplete;
}

/** Reports arms that are never taken. Gives the values that they were most likely meant for. */
function reportStrangeKeys(scope: FlowScope, { keys, choices, missing, type }: Keys): ReadonlySet<string> {
  const misspelled = new Set<string>();
  for (const [key, arm] of keys) {
    if (choices === null ? isPossible(key, type) : choices.includes(key)) continue;
    const nearest = nearestName(key, missing);
    if (nearest !== undefined) misspelled.add(nearest);
    report(scope, diagnose(strangeCase, { key, choices, nearest }, { span: nameSpanOf(arm) }));
  }
  return misspelled;
}

interface Keys {
  readonly keys: ReadonlyMap<string, Given>;
  /** Null: anything of the type. */
  readonly choices: readonly string[] | null;
  readonly missing: readonly string[];
  readonly type: ValueType;
}

/** Whether a value of that type can be what the key says. */
function isPossible(key: string, type: ValueType): boolean {
  return !isScalarType(type, "number") || (Number.isFinite(Number(key)) && String(Number(key)) === key);
}

/** The arm's key as a value of the type that it is compared with. */
function literalOf(key: string, type: ValueType): Expression {
  if (isScalarType(type, "boolean")) return literal("boolean", key === "true");
  if (isScalarType(type, "number")) return literal("number", isPossible(key, type) ? Number(key) : 0);
  return literal("text", key);
}

function literal(scalar: "boolean" | "number" | "text", value: boolean | number | string): Expression {
  return { op: "literal", type: { scalar, nullable: false }, value };
}
