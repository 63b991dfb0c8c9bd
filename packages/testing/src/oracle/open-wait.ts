import type { Json, WaitNode } from "@flowline/ir";
import { clearTimer, record, setTimer } from "./cursors.js";
import { deadlineOf } from "./deadline-of.js";
import { go } from "./go.js";
import { matches } from "./match.js";
import { askWatchers } from "./watchers.js";
import type { Cursor, Occurred, OpenWait, World } from "./world.js";

/** What a wait has come to, and what `out` takes of it; undefined: nothing. */
export interface WaitOutcome {
  readonly name: string;
  readonly value: Json | undefined;
}

/** Goes on from a wait whose outcome is known. */
export function resolveWait(world: World, cursor: Cursor, { name, value }: WaitOutcome): void {
  const { wait, run } = cursor;
  if (wait === null) return;
  const { node } = wait;
  record(world, run, { what: "woke", node: cursor.node, outcome: name });
  if (node.out !== null && value !== undefined) cursor.store.set(node.out, value);
  go(world, cursor, (Object.hasOwn(node.arms, name) ? node.arms[name] : undefined) ?? insteadOf(node, name));
}

/** The same for a wait that has lain: the watchers are asked at every wake, and come first. */
export function wake(world: World, cursor: Cursor, outcome: WaitOutcome): void {
  if (askWatchers(world, cursor.run)) resolveWait(world, cursor, outcome);
}

function insteadOf({ arms, next }: WaitNode, name: string): string {
  const likeDue = name === "missing" || name === "late";
  return (likeDue && Object.hasOwn(arms, "due") ? arms.due : undefined) ?? next;
}

/** Offers an event to an open wait, which takes it where it matches. Gives what the wait has come to, if it has. */
export function offer(world: World, cursor: Cursor, event: Occurred): { taken: boolean; outcome: WaitOutcome | null } {
  const { wait, run, store } = cursor;
  if (wait === null || run.consumed.has(event.number)) return { taken: false, outcome: null };
  const { node, taken } = wait;
  const match = node.events.find(one => !taken.has(one.name) && matches(world, run, { match: one, event, store }));
  if (match === undefined) return { taken: false, outcome: null };
  run.consumed.add(event.number);
  const { name, number } = event;
  record(world, run, { what: "consumed", node: cursor.node, event: name, number, as: match.name });
  taken.set(match.name, event.payload);
  return { taken: true, outcome: outcomeOf(wait, { as: match.name, event }) };
}

function outcomeOf({ node, taken }: OpenWait, { as, event }: { as: string; event: Occurred }): WaitOutcome | null {
  if (node.need === "first") {
    const [key, is] = node.events.length === 1 ? ["ok", true] : ["is", as];
    return { name: as, value: { [String(key)]: is ?? null, event: event.payload } };
  }
  if (taken.size < node.events.length) return null;
  return { name: "all", value: { ok: true, events: Object.fromEntries(taken) } };
}

/** What a wait comes to at its deadline. */
export function atDeadline({ node, decisions }: OpenWait): WaitOutcome {
  if (node.approval !== null) {
    return { name: "timeout", value: { is: "timeout", decisions: decisions.map(one => ({ ...one })) } };
  }
  if (node.events.length === 0) return { name: "due", value: undefined };
  const single = node.events.length === 1 || node.need === "all";
  return { name: "timeout", value: single ? { ok: false } : { is: "timeout" } };
}

/** Sets the deadline's timer anew. */
export function setDeadline(world: World, cursor: Cursor, untilMs: number | null): void {
  const { wait } = cursor;
  if (wait === null) return;
  clearTimer(world, wait.timer);
  wait.untilMs = untilMs;
  wait.timer = untilMs === null ? null : setTimer(world, cursor, untilMs, () => wake(world, cursor, atDeadline(wait)));
}

/** An event of `restartOn`: a duration counts from it. */
export function restart(world: World, cursor: Cursor, event: Occurred): void {
  const { wait, run, store } = cursor;
  const until = wait?.node.until;
  if (wait === null || until?.type !== "duration") return;
  if (!wait.node.restartOn.some(match => matches(world, run, { match, event, store }))) return;
  setDeadline(world, cursor, event.atMs + until.ms);
  record(world, run, { what: "deadline moved", node: cursor.node, untilMs: wait.untilMs });
}

/** The subject or `trigger` has changed: an instant is asked again, and the deadline moves with it. */
export function askInstantAgain(world: World, cursor: Cursor): void {
  const { wait, run } = cursor;
  const until = wait?.node.until;
  if (wait === null || until?.type !== "instant") return;
  const when = deadlineOf(world, cursor, { deadline: until, fromMs: cursor.arrivedMs });
  const untilMs = when === "missing" ? null : when;
  if (untilMs === wait.untilMs) return;
  setDeadline(world, cursor, null);
  wait.untilMs = untilMs;
  record(world, run, { what: "deadline moved", node: cursor.node, untilMs });
  if (untilMs === null) {
    if (isPause(wait.node)) resolveWait(world, cursor, { name: "missing", value: undefined });
  } else if (untilMs <= world.nowMs) resolveWait(world, cursor, atDeadline(wait));
  else setDeadline(world, cursor, untilMs);
}

/** Whether nothing but time can end the wait. */
export function isPause(node: WaitNode): boolean {
  return node.events.length === 0 && node.approval === null;
}
