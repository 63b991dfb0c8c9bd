import type { NodeId } from "@flowline/ir";
import type { Happening } from "./history.js";
import type { Cursor, Frame, Run, Store, Timer, World } from "./world.js";

/** The next number: whatever has a lower one came before. */
export function nextNumber(world: World): number {
  world.count += 1;
  return world.count;
}

/** Writes down what happened. */
export function record(world: World, run: Run, happening: Happening): void {
  world.history.push(Object.freeze({ ...happening, atMs: world.nowMs, run: run.id, flow: run.flow.flow }));
}

/** A new place of control, which goes to `node`. */
export function spawn(world: World, run: Run, place: { frame: Frame | null; store: Store; node: NodeId }): Cursor {
  const number = nextNumber(world);
  const cursor: Cursor = {
    number,
    run,
    node: place.node,
    arrivedMs: world.nowMs,
    arrival: number,
    frame: place.frame,
    store: place.store,
    alive: true,
    wait: null,
    child: null,
    paused: false,
  };
  run.cursors.push(cursor);
  return cursor;
}

/** Takes a cursor out, without a word: it has ended, or has become others. */
export function remove(world: World, cursor: Cursor): void {
  cursor.alive = false;
  cursor.wait = null;
  clearTimers(world, cursor);
  cursor.run.cursors = cursor.run.cursors.filter(other => other !== cursor);
}

/** Has something done for the cursor at a later time, unless it has left by then. */
export function setTimer(world: World, cursor: Cursor, atMs: number, act: () => void): Timer {
  const timer: Timer = { atMs, number: nextNumber(world), cursor, act };
  world.timers.push(timer);
  return timer;
}

/** Forgets one thing that was to be done later. */
export function clearTimer(world: World, timer: Timer | null): void {
  if (timer !== null && world.timers.includes(timer)) world.timers.splice(world.timers.indexOf(timer), 1);
}

/** Forgets what was to be done for the cursor later. */
export function clearTimers(world: World, cursor: Cursor): void {
  const others = world.timers.filter(timer => timer.cursor !== cursor);
  world.timers.splice(0, world.timers.length, ...others);
}

/** Has something done for the cursor when its turn comes. */
export function soon(world: World, cursor: Cursor, act: () => void): void {
  world.jobs.push({ run: cursor.run, cursor, act });
}

/** The frames that a cursor stands in, innermost first. */
export function framesOf(frame: Frame | null): readonly Frame[] {
  return frame === null ? [] : [frame, ...framesOf(frame.outer)];
}
