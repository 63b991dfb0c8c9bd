import { SubjectGone } from "./ask.js";
import { framesOf, record, remove } from "./cursors.js";
import type { Cursor, Ending, Frame, Run, World } from "./world.js";

/** Ends a run for good: its cursors go, with their waits and timers and the children that they await. */
export function endRun(world: World, run: Run, ending: Ending): void {
  if (run.ending !== null) return;
  run.ending = Object.freeze(ending);
  run.endedMs = world.nowMs;
  cancelCursors(world, run.cursors);
  record(world, run, { what: "ended", ...ending });
  run.onEnd?.();
}

/** Cancels cursors, and with each the child that it awaits. */
export function cancelCursors(world: World, cursors: readonly Cursor[]): void {
  for (const cursor of [...cursors]) {
    record(world, cursor.run, { what: "canceled", node: cursor.node });
    const { child } = cursor;
    remove(world, cursor);
    if (child !== null) cancelRun(world, child, "canceled with its parent");
  }
}

/** Cancels a run from outside: nothing is undone, and `onError` does not run. */
export function cancelRun(world: World, run: Run, reason: string): void {
  endRun(world, run, { state: "canceled", outcome: "canceled", reason });
}

/** The run's cursors that stand in a body. */
export function cursorsWithin(run: Run, isIt: (frame: Frame) => boolean): readonly Cursor[] {
  return run.cursors.filter(cursor => framesOf(cursor.frame).some(isIt));
}

/** Does something for a run. Where a field must be read and the subject's row is gone, the run is canceled. */
export function actFor(world: World, run: Run, act: () => void): void {
  if (run.ending !== null) return;
  try {
    act();
  } catch (error) {
    if (!(error instanceof SubjectGone)) throw error;
    cancelRun(world, run, "subject gone");
  }
}
