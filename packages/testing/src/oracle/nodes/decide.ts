import type { DecideNode } from "@flowline/ir";
import { holds, readOf } from "../ask.js";
import { record } from "../cursors.js";
import { go } from "../go.js";
import type { Read } from "../history.js";
import type { Cursor, World } from "../world.js";

/** Takes the first case that holds, else `otherwise`. */
export function arriveAtDecide(world: World, cursor: Cursor, node: DecideNode): void {
  const { run, store } = cursor;
  let read: Read = {};
  for (const { name, when, next } of node.cases) {
    const question = { expression: when, store };
    read = { ...read, ...readOf(world, run, question) };
    if (!holds(world, run, question)) continue;
    record(world, run, { what: "decided", node: cursor.node, arm: name, read });
    if (node.out !== null) store.set(node.out, { arm: name });
    go(world, cursor, next);
    return;
  }
  record(world, run, { what: "decided", node: cursor.node, arm: null, read });
  if (node.guards !== null) record(world, run, { what: "skipped", node: node.guards, by: cursor.node, read });
  if (node.out !== null) store.set(node.out, { arm: null });
  go(world, cursor, node.otherwise);
}
