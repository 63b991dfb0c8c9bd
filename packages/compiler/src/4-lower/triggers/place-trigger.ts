import type { Expression, Reentry } from "@flowline/ir";
import { nearestName, printExpression } from "@flowline/ir";
import { diagnose, listNames } from "../../diagnostics/definition.js";
import { unknownKey } from "../../diagnostics/flow-names.js";
import { missingTrigger } from "../../diagnostics/form.js";
import { type Call, report } from "../flow-scope.js";
import { ask } from "../place/ask.js";
import { argumentOf, refuseArgument } from "../place/call.js";
import { askWhere, eventNamed } from "../place/event-match.js";
import { describeGiven, type Given, jsonOf, membersOf, textOf } from "../place/given.js";
import { durationOf, Options, readOptions } from "../place/options.js";
import type { Position } from "../place/position.js";
import { placeBadConfig } from "../words/bad-config.js";
import { partsOfSend } from "../words/send.js";
import { keyNames, keyOf } from "./about.js";
import { placeSchedule } from "./schedule.js";
import type { PlacedTrigger } from "./trigger-parts.js";

const COMMON = ["name", "concurrency"];

/** The head of a flow: what begins its runs, and the options that it carries. Null: it cannot be told, which was reported. */
export function placeTrigger(call: Call, at: Position): PlacedTrigger | null {
  switch (call.link.word) {
    case "send":
      return placeSendHead(call, at);
    case "audience":
      return placeAudience(call, at);
    case "on":
      return placeOn(call, at);
    case "schedule":
      return placeSchedule(call);
    case "manual":
      return placeManual(call, at);
    case "task":
      return { trigger: { type: "manual", input: inputOf(at) }, label: "by command" };
    case "journey":
      placeBadConfig(call, at);
      return null;
    default:
      return report(call.scope, diagnose(missingTrigger, { message: call.link.word }, { span: call.span }));
  }
}

/** The options of a head, wherever among its arguments they stand. */
export function headOptions(call: Call): Options {
  const [second, third] = [argumentOf(call, 1), argumentOf(call, 2)];
  switch (call.link.word) {
    case "audience":
      return readOptions(call, textOf(argumentOf(call, 0)) === null ? second : third, [...COMMON, "reentry"]);
    case "on":
      return readOptions(call, second, [...COMMON, "key", "again", "where", "reentry"]);
    case "schedule":
      return readOptions(call, second, [...COMMON, "zone"]);
    case "manual":
      return readOptions(call, optionsOfManual(call), COMMON);
    // What else a task says is read with its step, unknown options too.
    case "task":
      return new Options(call, third === null ? null : second);
    default:
      return readOptions(call, null, []);
  }
}

function placeSendHead(call: Call, at: Position): PlacedTrigger | null {
  const { guard } = partsOfSend(call);
  if (guard === null) {
    const message = describeGiven(argumentOf(call, 0)).replace(/^"|"$/g, "");
    return report(call.scope, diagnose(missingTrigger, { message }, { span: call.span }));
  }
  const role = `the guard of ${describeGiven(argumentOf(call, 0))}`;
  return audienceOf(call, at, { predicate: askAudience(call, guard, at, role), reentry: "once" });
}

function placeAudience(call: Call, at: Position): PlacedTrigger | null {
  const condition = argumentOf(call, textOf(argumentOf(call, 0)) === null ? 0 : 1);
  if (condition === null) return refuseArgument(call, null, "a condition, user => ...");
  const predicate = askAudience(call, condition, at, "the audience");
  return audienceOf(call, at, { predicate, reentry: reentryOf(call, headOptions(call)) ?? "once" });
}

function askAudience(call: Call, given: Given, at: Position, role: string): Expression {
  return ask(call, given, at, { role, purpose: "verdict", tier: "portable" });
}

function audienceOf(
  { scope }: Call,
  _at: Position,
  { predicate, reentry }: { readonly predicate: Expression; readonly reentry: Reentry },
): PlacedTrigger {
  const label = printExpression(predicate, scope.subject?.ir.name ?? "");
  return { trigger: { type: "audience", predicate, reentry }, label };
}

function placeOn(call: Call, at: Position): PlacedTrigger | null {
  const given = argumentOf(call, 0);
  if (given === null || textOf(given) === null) return refuseArgument(call, given, "the name of an event");
  const options = headOptions(call);
  const event = eventNamed(call, given);
  const where = options.get("where");
  const condition = where === null ? null : askWhere(call, where, event?.ir ?? null, at);
  if (event === null) return null;
  for (const { name, given: place } of keyNames(call)) {
    if (keyOf(event.ir, name) !== null) continue;
    const known = Object.keys(event.ir.keys).sort();
    const facts = { event: event.name, name, known, nearest: nearestName(name, known) };
    report(call.scope, diagnose(unknownKey, facts, { span: place.span }));
  }
  const keys = [...new Set(keyNames(call).map(({ name }) => name))].sort();
  return {
    trigger: {
      type: "event",
      event: event.name,
      where: condition,
      keys,
      again: options.oneOf("again", ["ignore", "update", "restart", "queue", "parallel"]) ?? "ignore",
      reentry: reentryOf(call, options) ?? "always",
    },
    label: `on ${event.name}${keys.length === 0 ? "" : `, one run per ${listNames(keys).replaceAll('"', "")}`}`,
  };
}

function placeManual(call: Call, at: Position): PlacedTrigger {
  const input = argumentOf(call, 0);
  if (input !== null && input.draft.kind !== "schema" && !isBareManual(call)) {
    refuseArgument(call, input, "a zod schema of its input");
  }
  return { trigger: { type: "manual", input: inputOf(at) }, label: "by command" };
}

function optionsOfManual(call: Call): Given | null {
  return argumentOf(call, isBareManual(call) ? 0 : 1);
}

/** `manual({ name })` leaves the schema out. */
function isBareManual(call: Call): boolean {
  const [first, second] = [argumentOf(call, 0), argumentOf(call, 1)];
  return first !== null && second === null && membersOf(first) !== null;
}

function inputOf({ environment }: Position) {
  return environment.trigger ?? { any: true as const, nullable: true };
}

function reentryOf(call: Call, options: Options): Reentry | null {
  const given = options.get("reentry");
  if (given === null) return null;
  const value = jsonOf(given);
  if (value === "once" || value === "always") return value;
  const afterMs = durationOf(call, given);
  return afterMs === null ? null : { afterMs };
}
