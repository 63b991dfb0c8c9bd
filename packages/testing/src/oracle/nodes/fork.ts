import type { ForkNode } from "@flowline/ir";
import { record, remove, spawn } from "../cursors.js";
import { go } from "../go.js";
import type { Cursor, ForkGroup, World } from "../world.js";

/** One cursor becomes one per arm. */
export function arriveAtFork(world: World, cursor: Cursor, node: ForkNode): void {
  const { run, store, frame: outer } = cursor;
  record(world, run, { what: "forked", node: cursor.node, arms: node.arms.map(({ name }) => name) });
  const group: ForkGroup = {
    join: node.join,
    arms: new Map(node.arms.map(({ name }) => [name, "running"])),
    arrivals: new Map(),
    first: null,
    failures: 0,
  };
  const cursors = node.arms.map(({ name, next }) => {
    const frame = node.opens ? ({ kind: "arm", arm: name, group, outer, store } as const) : outer;
    return spawn(world, run, { frame, store, node: next });
  });
  remove(world, cursor);
  for (const arm of cursors) go(world, arm, arm.node);
}
