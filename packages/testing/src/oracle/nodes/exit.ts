import type { ExitNode, Json } from "@flowline/ir";
import { endRun } from "../end-run.js";
import { fail } from "../fail.js";
import type { StepError } from "../handlers.js";
import type { Cursor, World } from "../world.js";

/** Ends the run from wherever it stands; or lets a failure that was kept go on. A run that has failed stays failed. */
export function arriveAtExit(world: World, cursor: Cursor, { reason, raise }: ExitNode): void {
  const { run } = cursor;
  if (raise !== null) fail(world, cursor, errorIn(cursor.store.get(raise) ?? null));
  else if (run.failing === null) endRun(world, run, { state: "completed", outcome: "exited", reason });
  else endRun(world, run, { state: "failed", outcome: "failed", reason: run.failing.message });
}

/** An error as a variable holds it. */
function errorIn(value: Json): StepError {
  const held = new Map(typeof value === "object" && value !== null ? Object.entries(value) : []);
  return {
    name: String(held.get("name") ?? "Error"),
    message: String(held.get("message") ?? "nobody kept what failed"),
  };
}
