import type { ExitNode } from "@flowline/ir";
import { endRun } from "../end-run.js";
import type { Cursor, World } from "../world.js";

/** Ends the run from wherever it stands. A run that has failed stays failed. */
export function arriveAtExit(world: World, { run }: Cursor, { reason }: ExitNode): void {
  if (run.failing === null) endRun(world, run, { state: "completed", outcome: "exited", reason });
  else endRun(world, run, { state: "failed", outcome: "failed", reason: run.failing.message });
}
