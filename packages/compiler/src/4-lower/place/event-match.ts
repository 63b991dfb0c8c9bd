import type { EventIr, EventMatch, Expression } from "@flowline/ir";
import { nearestName } from "@flowline/ir";
import { diagnose, listNames } from "../../diagnostics/definition.js";
import { unindexedWhere } from "../../diagnostics/expressions.js";
import { uncorrelatedWait, unknownEvent } from "../../diagnostics/flow-names.js";
import { choicesUnder } from "../environment.js";
import { type Call, report } from "../flow-scope.js";
import { tierOf } from "../tier.js";
import { ask, UNKNOWN } from "./ask.js";

import type { Given } from "./given.js";
import { membersOf, textOf } from "./given.js";
import { readOptions } from "./options.js";
import type { Position } from "./position.js";

/** An event that a word names, with what it says about which of them count. */
export interface EventQuestion {
  readonly name: Given;
  readonly where: Given | null;
  readonly from: "anyone" | null;
}

/** The event of that name, or null: there is none, which has been reported. */
export function eventNamed(call: Call, given: Given): { readonly name: string; readonly ir: EventIr } | null {
  const name = textOf(given);
  const { project } = call.scope;
  if (name === null || project === null) return null;
  const events = project.ir.events;
  const ir = Object.hasOwn(events, name) ? events[name] : undefined;
  if (ir !== undefined) {
    call.scope.found.events.set(name, given.span);
    return { name, ir };
  }
  const known = Object.keys(events).sort();
  report(call.scope, diagnose(unknownEvent, { name, known, nearest: nearestName(name, known) }, { span: given.span }));
  return null;
}

/**
 * Which arriving events a run takes for its own: those about its subject and, where nothing else is said, with its keys.
 * Where the event is about somebody else, or the run about nobody, keys or a `where` must tell.
 */
export function matchOf(call: Call, { name, where, from }: EventQuestion, at: Position): EventMatch | null {
  const event = eventNamed(call, name);
  const condition = where === null ? null : askWhere(call, where, event?.ir ?? null, at);
  if (event === null) return null;
  const { scope } = call;
  const isAboutSubject = event.ir.subject !== null && event.ir.subject === (scope.subject?.ir.name ?? null);
  const keys = where === null ? sharedKeys(event.ir, scope.keys) : [];
  const isCorrelated = from !== null || isAboutSubject || keys.length > 0 || where !== null;
  if (!isCorrelated) refuseUncorrelated(call, name, event);
  const isFromAnyone = from === "anyone" || !isAboutSubject;
  if (isFromAnyone && condition !== null) warnOfScan(call, condition, { event: event.name, where });
  return {
    event: event.name,
    from: isFromAnyone ? "anyone" : "subject",
    keys: from === "anyone" ? [] : keys,
    where: condition,
  };
}

/** Nothing tells which of these events are the run's own. */
function refuseUncorrelated(
  { scope }: Call,
  given: Given,
  { name, ir }: { readonly name: string; readonly ir: EventIr },
): void {
  const about = ir.subject === null ? "nobody" : `"${ir.subject}"`;
  const keys = scope.keys.length === 0 ? "none" : listNames(scope.keys);
  report(scope, diagnose(uncorrelatedWait, { event: name, about, keys }, { span: given.span }));
}

/** The run's keys that the event has, too. */
function sharedKeys({ keys }: EventIr, ofRun: readonly string[]): readonly string[] {
  return Object.keys(keys)
    .filter(key => ofRun.includes(key))
    .sort();
}

/** Anyone's event, and a condition of which nothing but trying tells for which runs it holds. */
function warnOfScan(
  call: Call,
  condition: Expression,
  { event, where }: { readonly event: string; readonly where: Given | null },
): void {
  if (condition === UNKNOWN || tierOf(condition) === "indexable") return;
  report(call.scope, diagnose(unindexedWhere, { event, word: call.link.word }, { span: where?.span ?? call.span }));
}

/** The condition on an arriving event. */
export function askWhere(call: Call, where: Given, event: EventIr | null, at: Position): Expression {
  const declared = [...(call.scope.project?.events.values() ?? [])].find(({ ir }) => ir === event);
  const choices = new Map([...at.environment.choices, ...choicesUnder("event", declared?.choices ?? new Map())]);
  const environment = { ...at.environment, event: event?.payload ?? null, choices };
  const place = { ...at, environment };
  return ask(call, where, place, {
    role: `the \`where\` of ${call.link.word}()`,
    purpose: "verdict",
    shape: call.scope.hasSubject ? "where" : "plainWhere",
    tier: "portable",
  });
}

/** An event as an entry of an object gives it: its name, or `{ event, where, from }`. */
export function questionOf(call: Call, given: Given): EventQuestion {
  if (textOf(given) !== null || membersOf(given) === null) return { name: given, where: null, from: null };
  const terms = readOptions(call, given, ["event", "where", "from"]);
  return { name: terms.get("event") ?? given, where: terms.get("where"), from: terms.oneOf("from", ["anyone"]) };
}
