import { actFor } from "./end-run.js";
import { askInstantAgain } from "./open-wait.js";
import { askWatchers } from "./watchers.js";
import type { Run, World } from "./world.js";

/** A subject has changed: the runs about it are told, in the order in which they began. */
export function touchSubject(world: World, kind: string, id: string): void {
  const about = world.runs.filter(run => run.flow.subject?.name === kind && run.subject === id);
  for (const run of about) actFor(world, run, () => changed(world, run));
}

/** What a run's expressions may read has changed: watchers are asked, and deadlines that are instants. */
export function changed(world: World, run: Run): void {
  if (!askWatchers(world, run)) return;
  for (const cursor of run.cursors) askInstantAgain(world, cursor);
}
