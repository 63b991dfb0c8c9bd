import { framesOf } from "./cursors.js";
import type { Cursor, Frame, Run, Store, World } from "./world.js";

/**
 * Drops every variable that no cursor needs by the flow's own account (`live`). A flow whose account is right behaves the same
 * with and without it, which is what the tests of liveness compare.
 */
export function forgetDead(world: World): void {
  for (const run of world.runs) {
    if (run.ending === null && run.admitted) forgetIn(run);
  }
}

function forgetIn(run: Run): void {
  const needed = new Map<Store, Set<string>>();
  const need = (store: Store, node: string): void => {
    const names = needed.get(store) ?? new Set<string>();
    for (const name of run.flow.live[node] ?? []) names.add(name);
    needed.set(store, names);
  };
  for (const cursor of run.cursors) {
    need(cursor.store, cursor.node);
    for (const frame of framesOf(cursor.frame)) need(frame.store, nodeOf(frame, cursor));
  }
  for (const [store, names] of needed) {
    for (const name of [...store.keys()]) if (isWritten(run, name) && !names.has(name)) store.delete(name);
  }
}

/** Where control stands while it is inside the frame. */
function nodeOf(frame: Frame, cursor: Cursor): string {
  if (frame.kind === "arm") return cursor.node;
  return frame.kind === "item" ? frame.group.node : frame.node;
}

/** Only what nodes write is dropped: `trigger`, keys, items and passes belong to the run and to its frames. */
function isWritten(run: Run, name: string): boolean {
  return Object.hasOwn(run.flow.variables, name) || name.startsWith("error.");
}
