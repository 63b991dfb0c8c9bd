import type { Json, MapNode } from "@flowline/ir";
import { ask } from "../ask.js";
import { remove } from "../cursors.js";
import { fail } from "../fail.js";
import { go } from "../go.js";
import { continueMap, finishItem } from "../map-progress.js";
import type { Cursor, ItemFrame, MapGroup, World } from "../world.js";

/** Takes the list and begins its first items. */
export function arriveAtMap(world: World, cursor: Cursor, map: MapNode): void {
  const { run, store, node, frame: outer } = cursor;
  const items = ask(world, run, { expression: map.over, store }) ?? [];
  if (!isList(items)) {
    fail(world, cursor, { name: "MapError", message: `"${node}" goes over a list, and this is none.` });
    return;
  }
  if (items.length > map.max) {
    const message = `"${node}" goes over at most ${map.max} items, and there are ${items.length}.`;
    fail(world, cursor, { name: "MapError", message });
    return;
  }
  const keys = items.map((item, place) => {
    if (map.key === null) return place;
    return ask(world, run, { expression: map.key, store: new Map([...store, [`item.${node}`, item]]) });
  });
  const group: MapGroup = {
    node,
    map,
    items,
    keys,
    outer,
    store,
    collected: [],
    round: 1,
    next: 0,
    running: 0,
    done: false,
  };
  const step = continueMap(world, run, group);
  remove(world, cursor);
  proceed(world, step, map);
}

/** The end of an item's body. */
export function endItem(world: World, cursor: Cursor, frame: ItemFrame): void {
  const { run } = cursor;
  finishItem(world, cursor, frame);
  const step = continueMap(world, run, frame.group);
  remove(world, cursor);
  proceed(world, step, frame.group.map);
}

function proceed(world: World, { begun, after }: ReturnType<typeof continueMap>, map: MapNode): void {
  for (const item of begun) go(world, item, item.node);
  if (after !== null) go(world, after, map.next);
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
