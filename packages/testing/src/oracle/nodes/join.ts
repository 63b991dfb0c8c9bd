import type { JoinNode } from "@flowline/ir";
import { framesOf, remove } from "../cursors.js";
import { go } from "../go.js";
import { countArrival } from "../join-progress.js";
import { OracleError } from "../oracle-error.js";
import type { ArmFrame, Cursor, World } from "../world.js";

/** Counts an arrival; the one that is needed goes on. */
export function arriveAtJoin(world: World, cursor: Cursor, join: JoinNode): void {
  const { run, node: id } = cursor;
  const frame = framesOf(cursor.frame).find((one): one is ArmFrame => one.kind === "arm");
  if (frame === undefined) throw new OracleError(`The join "${id}" of the flow "${run.flow.flow}" has no fork.`);
  remove(world, cursor);
  const onward = countArrival(world, run, { id, join, frame, as: "done" });
  if (onward !== null) go(world, onward, join.next);
}
