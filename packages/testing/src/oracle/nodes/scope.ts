import type { ScopeNode } from "@flowline/ir";
import { framesOf } from "../cursors.js";
import { go } from "../go.js";
import type { Cursor, ScopeFrame, World } from "../world.js";

/** Enters the body. */
export function arriveAtScope(world: World, cursor: Cursor, scope: ScopeNode): void {
  cursor.frame = { kind: "scope", node: cursor.node, outer: cursor.frame, store: cursor.store };
  go(world, cursor, scope.body);
}

/** The body has ended well: what completed in it belongs to the scope around it from now on. */
export function endScope(
  world: World,
  cursor: Cursor,
  { frame, scope }: { frame: ScopeFrame; scope: ScopeNode },
): void {
  const { run } = cursor;
  const around = framesOf(frame.outer).find((one): one is ScopeFrame => one.kind === "scope") ?? null;
  run.undo = run.undo.map(done => (done.scope === frame ? { ...done, scope: around } : done));
  cursor.frame = frame.outer;
  go(world, cursor, scope.next);
}
