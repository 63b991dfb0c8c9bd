import type { JoinNode } from "@flowline/ir";
import { record, spawn } from "./cursors.js";
import { cancelCursors, cursorsWithin } from "./end-run.js";
import type { ArmFrame, Cursor, ForkGroup, Run, World } from "./world.js";

/** An arrival at a join, by a cursor that is gone by now or by an arm's failure that counts as one. */
export interface Arrival {
  readonly id: string;
  readonly join: JoinNode;
  readonly frame: ArmFrame;
  readonly as: "done" | "failed";
}

/** Counts an arrival. The one that is needed gives the cursor that goes on; what is left of the frame is canceled. */
export function countArrival(world: World, run: Run, { id, join, frame, as }: Arrival): Cursor | null {
  const { group, arm } = frame;
  const arrivals = (group.arrivals.get(id) ?? 0) + 1;
  group.arrivals.set(id, arrivals);
  record(world, run, { what: "joined", node: id, arm, arrivals });
  if (join.closes) {
    group.arms.set(arm, as);
    group.first ??= arm;
  }
  if (arrivals !== join.need) return null;
  if (!join.closes) return spawn(world, run, { frame, store: frame.store, node: id });
  const cursor = spawn(world, run, { frame: frame.outer, store: frame.store, node: id });
  cancelGroup(world, run, group);
  if (join.out !== null) cursor.store.set(join.out, { first: group.first, arms: Object.fromEntries(group.arms) });
  return cursor;
}

/** Cancels whatever still stands in the frame of a fork. */
export function cancelGroup(world: World, run: Run, group: ForkGroup): void {
  for (const [arm, state] of group.arms) if (state === "running") group.arms.set(arm, "canceled");
  const within = cursorsWithin(run, frame => frame.kind === "arm" && frame.group === group);
  cancelCursors(world, within);
}
