import type { Concurrency } from "@flowline/ir";
import { ask } from "./ask.js";
import { cancelRun } from "./end-run.js";
import type { Run, World } from "./world.js";

/** Whether a run may begin to move: no earlier one that it waits behind, and room under every limit of its flow. */
export function mayEnter(world: World, run: Run): boolean {
  if (run.behind && world.runs.some(other => isBefore(other, run))) return false;
  return run.flow.concurrency.every(limit => admittedWith(world, run, limit).length < limit.limit);
}

/** What a limit that is reached does to the run that comes, or to those that are there. */
export function makeRoom(world: World, run: Run): void {
  for (const limit of run.flow.concurrency) {
    const admitted = admittedWith(world, run, limit);
    if (run.ending === null && admitted.length >= limit.limit) applyLimit(world, run, { limit, admitted });
  }
}

function applyLimit(world: World, run: Run, full: { limit: Concurrency; admitted: readonly Run[] }): void {
  const { limit, admitted } = full;
  switch (limit.onFull) {
    case "queue":
      break;
    case "cancelNewest":
      cancelRun(world, run, "no room");
      break;
    case "cancelRunning":
      for (const other of admitted.slice(0, admitted.length - limit.limit + 1)) cancelRun(world, other, "made room");
      break;
    case "keepNewest":
      for (const other of living(world, run, limit)) {
        if (!other.admitted && other !== run) cancelRun(world, other, "a newer one waits");
      }
      break;
  }
}

function admittedWith(world: World, run: Run, limit: Concurrency): readonly Run[] {
  return living(world, run, limit).filter(other => other.admitted);
}

/** Runs of the flow that live and share the limit's key with this one. */
function living(world: World, run: Run, { key }: Concurrency): readonly Run[] {
  const keyOf = (one: Run): string =>
    key === null ? "" : JSON.stringify(ask(world, one, { expression: key, store: one.store }));
  const own = keyOf(run);
  return world.runs.filter(other => other.ending === null && other.flow.flow === run.flow.flow && keyOf(other) === own);
}

function isBefore(other: Run, run: Run): boolean {
  return (
    other.ending === null &&
    other.number < run.number &&
    other.flow.flow === run.flow.flow &&
    other.subject === run.subject &&
    JSON.stringify(other.keys) === JSON.stringify(run.keys)
  );
}
