import type { AssignNode, Json } from "@flowline/ir";
import { ask } from "../ask.js";
import { record } from "../cursors.js";
import { occur } from "../events.js";
import { go } from "../go.js";
import type { Cursor, World } from "../world.js";

/** Sets variables in order, emits events, and goes on. */
export function arriveAtAssign(world: World, cursor: Cursor, node: AssignNode): void {
  const { run, store } = cursor;
  const values: Record<string, Json> = {};
  for (const { variable, value } of node.set) {
    const result = ask(world, run, { expression: value, store });
    store.set(variable, result);
    values[variable] = result;
  }
  if (node.set.length > 0) record(world, run, { what: "set", node: cursor.node, values });
  const emissions = node.emit.map(({ event, payload }) => ({
    event,
    payload: ask(world, run, { expression: payload, store }),
  }));
  const { node: id } = cursor;
  go(world, cursor, node.next);
  for (const { event, payload } of emissions) {
    record(world, run, { what: "emitted", node: id, event, payload });
    occur(world, event, payload);
  }
}
