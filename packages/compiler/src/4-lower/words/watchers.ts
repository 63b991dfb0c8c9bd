import type { NodeMeta, Watcher } from "@flowline/ir";
import { printExpression } from "@flowline/ir";
import { diagnose } from "../../diagnostics/definition.js";
import { duplicateStep } from "../../diagnostics/names.js";
import type { ReadableVariable } from "../environment.js";
import { type Call, type FlowScope, type ForWhole, report } from "../flow-scope.js";
import { ask } from "../place/ask.js";
import { argumentOf, refuseArgument } from "../place/call.js";
import { matchOf } from "../place/event-match.js";
import { type Given, isLambda, textOf } from "../place/given.js";
import { metaOf } from "../place/node-meta.js";
import { type Options, readOptions } from "../place/options.js";
import type { Position } from "../place/position.js";

/** A goal or an exit, with how it was written. */
export interface PlacedWatcher {
  readonly watcher: Watcher;
  readonly meta: NodeMeta;
}

/** Goals and exits, exits first: they win at one instant. What any node writes may be read, and may be missing. */
export function placeWatchers(scope: FlowScope, known: Position): readonly PlacedWatcher[] {
  const placed = scope.found.watchers.map(whole => placeWatcher(whole, scope, known));
  reportDuplicates(
    scope,
    placed.flatMap(watcher => watcher ?? []),
  );
  return placed.flatMap(watcher => watcher ?? []);
}

function placeWatcher({ call, at }: ForWhole, scope: FlowScope, known: Position): PlacedWatcher | null {
  const environment = {
    ...known.environment,
    steps: uncertain(known.environment.steps),
    vars: uncertain(at.namespace === "" ? known.environment.vars : at.environment.vars),
    item: null,
    error: null,
  };
  const place = { ...at, environment };
  return call.link.word === "goal" ? placeGoal(call, place) : placeExitWhen(call, place, scope);
}

function placeGoal(call: Call, at: Position): PlacedWatcher | null {
  const name = textOf(argumentOf(call, 0));
  if (name === null || name === "") return refuseArgument(call, argumentOf(call, 0), "the goal's name");
  const options = readOptions(call, argumentOf(call, 2), ["exit", "where", "from"]);
  const on = watchOf(call, at, {
    given: argumentOf(call, 1),
    where: options.get("where"),
    isFromAnyone: options.oneOf("from", ["anyone"]) !== null,
    options,
  });
  if (on === null) return null;
  const watcher: Watcher = { name, kind: "goal", on: on.on, exits: options.flag("exit") ?? true };
  return { watcher, meta: metaOf(call, at, `goal ${JSON.stringify(name)}: ${on.label}`) };
}

function placeExitWhen(call: Call, at: Position, scope: FlowScope): PlacedWatcher | null {
  const options = readOptions(call, argumentOf(call, 1), ["where", "from", "name"]);
  const given = argumentOf(call, 0);
  const on = watchOf(call, at, {
    given,
    where: options.get("where"),
    isFromAnyone: options.oneOf("from", ["anyone"]) !== null,
    options,
  });
  if (on === null) return null;
  const name = options.text("name") ?? textOf(given) ?? nameOfCondition(scope, call);
  return { watcher: { name, kind: "exit", on: on.on, exits: true }, meta: metaOf(call, at, `exit when ${on.label}`) };
}

/** A condition has no name of its own: the first is `exitWhen`, the second `exitWhen.2`. */
function nameOfCondition({ found }: FlowScope, call: Call): string {
  const conditions = found.watchers.filter(
    ({ call: other }) => other.link.word === "exitWhen" && textOf(argumentOf(other, 0)) === null,
  );
  const place = conditions.findIndex(({ call: other }) => other.link === call.link) + 1;
  return place <= 1 ? "exitWhen" : `exitWhen.${place}`;
}

interface Watched {
  readonly given: Given | null;
  readonly where: Given | null;
  readonly isFromAnyone: boolean;
  readonly options: Options;
}

function watchOf(
  call: Call,
  at: Position,
  { given, where, isFromAnyone, options }: Watched,
): { readonly on: Watcher["on"]; readonly label: string } | null {
  if (given !== null && textOf(given) !== null) {
    const match = matchOf(call, { name: given, where, from: isFromAnyone ? "anyone" : null }, at);
    return match && { on: { type: "event", match }, label: match.event };
  }
  if (given === null || !isLambda(given)) return refuseArgument(call, given, "an event or a condition");
  for (const name of ["where", "from"]) if (options.get(name) !== null) options.ignore(name, "beside a condition");
  const when = ask(call, given, at, {
    role: `the condition of ${call.link.word}()`,
    purpose: "verdict",
    tier: "portable",
  });
  const label = printExpression(when, call.scope.subject?.ir.name ?? "");
  return { on: { type: "predicate", when }, label };
}

function uncertain(variables: ReadonlyMap<string, ReadableVariable>): ReadonlyMap<string, ReadableVariable> {
  return new Map([...variables].map(([name, variable]) => [name, { ...variable, certain: false }] as const));
}

function reportDuplicates(scope: FlowScope, watchers: readonly PlacedWatcher[]): void {
  const first = new Map<string, PlacedWatcher>();
  for (const placed of watchers) {
    const { name } = placed.watcher;
    const other = first.get(name);
    if (other === undefined) {
      first.set(name, placed);
      continue;
    }
    const related = [{ message: "The first one is here.", span: other.meta.span ?? scope.span }];
    const span = placed.meta.span ?? scope.span;
    report(scope, diagnose(duplicateStep, { name, how: "watchers" }, { span, related }));
  }
}
