import type { Json } from "@flowline/ir";
import { ask, holds } from "./ask.js";
import { record, spawn } from "./cursors.js";
import type { Cursor, ItemFrame, MapGroup, Run, World } from "./world.js";

/** Begins as many items as may run; when there is nothing left to do, gives the cursor that goes on behind the map. */
export function continueMap(world: World, run: Run, group: MapGroup): MapStep {
  const { map, items } = group;
  if (group.running === 0 && group.next >= items.length && hasAnotherRound(group)) {
    group.round += 1;
    group.next = 0;
  }
  const begun: Cursor[] = [];
  while (!group.done && group.running < map.concurrency && group.next < items.length) {
    begun.push(beginItem(world, run, group));
  }
  if (begun.length > 0 || group.running > 0) return { begun, after: null };
  for (const name of ownNames(group)) group.store.delete(name);
  const after = spawn(world, run, { frame: group.outer, store: group.store, node: group.node });
  if (map.out !== null)
    after.store.set(
      map.out,
      Array.from(group.collected, value => value ?? null),
    );
  return { begun, after };
}

/** What a map does next: items that begin in its body, or the one cursor that leaves it. */
export interface MapStep {
  readonly begun: readonly Cursor[];
  readonly after: Cursor | null;
}

/** A body has come to its end: its value is kept, and `until` is asked. */
export function finishItem(world: World, cursor: Cursor, frame: ItemFrame): void {
  const { run, store } = cursor;
  const { group, place } = frame;
  const { collect, until } = group.map;
  const value = collect === null ? null : ask(world, run, { expression: collect, store });
  if (until !== null && holds(world, run, { expression: until, store })) group.done = true;
  closeItem(world, run, frame, { value, failed: false });
  group.collected[place] = value;
}

/** An item is over, one way or the other. */
export function closeItem(
  world: World,
  run: Run,
  { group, place }: ItemFrame,
  { value, failed }: { readonly value: Json; readonly failed: boolean },
): void {
  group.running -= 1;
  group.collected[place] = value;
  record(world, run, { what: "item ended", node: group.node, key: keyOf(group, place), failed });
}

function hasAnotherRound({ map, items, round, done }: MapGroup): boolean {
  return map.until !== null && !done && round < map.rounds && items.length > 0;
}

function beginItem(world: World, run: Run, group: MapGroup): Cursor {
  const place = group.next;
  group.next += 1;
  group.running += 1;
  const store = group.map.concurrency === 1 ? group.store : new Map(group.store);
  const [itemName, roundName] = ownNames(group);
  const item = group.items[place] ?? null;
  store.set(itemName, item);
  store.set(roundName, group.round);
  const frame: ItemFrame = { kind: "item", outer: group.outer, store: group.store, place, group };
  record(world, run, { what: "item began", node: group.node, key: keyOf(group, place), item, round: group.round });
  return spawn(world, run, { frame, store, node: group.map.body });
}

function ownNames({ node }: MapGroup): readonly [item: string, round: string] {
  return [`item.${node}`, `round.${node}`];
}

function keyOf(group: MapGroup, place: number): Json {
  return group.keys[place] ?? place;
}
