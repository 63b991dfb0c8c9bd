import type { EndNode } from "@flowline/ir";
import { remove } from "../cursors.js";
import { endRun } from "../end-run.js";
import { OracleError } from "../oracle-error.js";
import type { Cursor, Frame, World } from "../world.js";
import { endPass } from "./loop.js";
import { endItem } from "./map.js";
import { endScope } from "./scope.js";

/** The end of a body, or of the flow. */
export function arriveAtEnd(world: World, cursor: Cursor, node: EndNode): void {
  if (node.of === null) endFlow(world, cursor);
  else if (cursor.frame === null || !endBody(world, cursor, cursor.frame)) {
    throw new OracleError(`"${cursor.node}" of the flow "${cursor.run.flow.flow}" ends a body that nobody is in.`);
  }
}

function endFlow(world: World, cursor: Cursor): void {
  const { run } = cursor;
  remove(world, cursor);
  if (run.cursors.length > 0) return;
  if (run.failing === null) endRun(world, run, { state: "completed", outcome: "completed", reason: null });
  else endRun(world, run, { state: "failed", outcome: "failed", reason: run.failing.message });
}

function endBody(world: World, cursor: Cursor, frame: Frame): boolean {
  if (frame.kind === "arm") return false;
  if (frame.kind === "item") {
    endItem(world, cursor, frame);
    return true;
  }
  const node = cursor.run.flow.nodes[frame.node];
  if (frame.kind === "pass" && node?.kind === "loop") endPass(world, cursor, { frame, loop: node });
  else if (frame.kind === "scope" && node?.kind === "scope") endScope(world, cursor, { frame, scope: node });
  else return false;
  return true;
}
