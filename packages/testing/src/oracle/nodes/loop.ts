import type { LoopNode } from "@flowline/ir";
import { holds } from "../ask.js";
import { record, setTimer } from "../cursors.js";
import { deadlineOf } from "../deadline-of.js";
import { go } from "../go.js";
import { askWatchers } from "../watchers.js";
import type { Cursor, Frame, PassFrame, Store, World } from "../world.js";

/** Begins the first pass. */
export function arriveAtLoop(world: World, cursor: Cursor, loop: LoopNode): void {
  beginPass(world, cursor, { loop, pass: 1, outer: cursor.frame, store: cursor.store });
}

interface Beginning {
  readonly loop: LoopNode;
  readonly pass: number;
  readonly outer: Frame | null;
  readonly store: Store;
}

function beginPass(world: World, cursor: Cursor, { loop, pass, outer, store }: Beginning): void {
  const { run, node } = cursor;
  record(world, run, { what: "pass began", node, pass });
  cursor.frame = { kind: "pass", node, pass, beganMs: world.nowMs, outer, store };
  store.set(`pass.${node}`, pass);
  go(world, cursor, loop.body);
}

/** The end of a pass: the last, or one that is followed by another. */
export function endPass(world: World, cursor: Cursor, { frame, loop }: { frame: PassFrame; loop: LoopNode }): void {
  const { run, store } = cursor;
  const { node, pass, outer } = frame;
  const done = loop.until !== null && holds(world, run, { expression: loop.until, store });
  cursor.node = node;
  if (done || (loop.max !== null && pass >= loop.max)) {
    store.delete(`pass.${node}`);
    cursor.frame = outer;
    if (loop.out !== null) store.set(loop.out, { passes: pass, done });
    go(world, cursor, loop.next);
    return;
  }
  const next = { loop, pass: pass + 1, outer, store: frame.store };
  const when = loop.every === null ? null : deadlineOf(world, cursor, { deadline: loop.every, fromMs: frame.beganMs });
  if (typeof when !== "number" || when <= world.nowMs) {
    beginPass(world, cursor, next);
    return;
  }
  cursor.paused = true;
  record(world, run, { what: "waiting", node, untilMs: when, events: [], approval: null });
  setTimer(world, cursor, when, () => {
    if (askWatchers(world, run)) beginPass(world, cursor, next);
  });
}
