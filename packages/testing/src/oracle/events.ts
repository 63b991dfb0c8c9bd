import { type EventIr, type Json, nearestName } from "@flowline/ir";
import { evaluate } from "./ask.js";
import { nextNumber } from "./cursors.js";
import { actFor } from "./end-run.js";
import { offer, restart, wake } from "./open-wait.js";
import { OracleError } from "./oracle-error.js";
import { beginByEvent } from "./triggers.js";
import { showWatchers } from "./watchers.js";
import type { Cursor, Occurred, Run, World } from "./world.js";

/** An event occurs: the runs that live are offered it in the order in which they began, then the triggers see it. */
export function occur(world: World, name: string, payload: Json): void {
  const event = declare(world, name, payload);
  world.occurred.push(event);
  const living = world.runs.filter(run => run.ending === null);
  for (const run of living) actFor(world, run, () => offerToRun(world, run, event));
  beginByEvent(world, event);
}

function offerToRun(world: World, run: Run, event: Occurred): void {
  if (!showWatchers(world, run, event)) return;
  const waiting = run.cursors.filter(cursor => cursor.wait !== null);
  const inOrder = [...waiting].sort((one, other) => one.arrival - other.arrival);
  for (const cursor of inOrder) restart(world, cursor, event);
  takeFirst(world, inOrder, event);
}

function takeFirst(world: World, cursors: readonly Cursor[], event: Occurred): void {
  for (const cursor of cursors) {
    const { taken, outcome } = offer(world, cursor, event);
    if (outcome !== null) wake(world, cursor, outcome);
    if (taken) return;
  }
}

/** The event with what the project's declaration says of it. */
function declare(world: World, name: string, payload: Json): Occurred {
  const declared: EventIr | undefined = Object.hasOwn(world.events, name) ? world.events[name] : undefined;
  if (declared === undefined) {
    const near = nearestName(name, Object.keys(world.events));
    const hint = near === undefined ? "" : ` Did you mean "${near}"?`;
    throw new OracleError(`There is no event "${name}".${hint}`);
  }
  const ofPayload = { row: {}, variables: { event: payload }, id: name };
  const id = declared.id === null ? null : evaluate(world, declared.id, ofPayload);
  const keys = Object.entries(declared.keys).map(([key, expression]): readonly [string, Json] => [
    key,
    evaluate(world, expression, ofPayload),
  ]);
  return Object.freeze({
    number: nextNumber(world),
    atMs: world.nowMs,
    name,
    payload,
    subject: declared.subject === null || id === null ? null : { kind: declared.subject, id: String(id) },
    keys: Object.fromEntries(keys),
  });
}
