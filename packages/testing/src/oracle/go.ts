import type { NodeId } from "@flowline/ir";
import { clearTimers, soon } from "./cursors.js";
import type { Cursor, World } from "./world.js";

/** Sends a cursor to a node, where it acts when its turn comes. */
export function go(world: World, cursor: Cursor, node: NodeId): void {
  clearTimers(world, cursor);
  cursor.wait = null;
  cursor.child = null;
  cursor.paused = false;
  cursor.node = node;
  soon(world, cursor, () => world.arrive(cursor));
}
