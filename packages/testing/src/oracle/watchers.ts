import type { Watcher } from "@flowline/ir";
import { holds, type Question, readOf } from "./ask.js";
import { record } from "./cursors.js";
import { endRun } from "./end-run.js";
import { matches } from "./match.js";
import type { Occurred, Run, World } from "./world.js";

/** Asks the watchers that have a predicate. Gives whether the run goes on. */
export function askWatchers(world: World, run: Run): boolean {
  if (run.failing !== null) return true;
  for (const watcher of inOrder(run)) {
    if (watcher.on.type !== "predicate" || run.goals.has(watcher.name)) continue;
    const question = { expression: watcher.on.when, store: run.store };
    if (holds(world, run, question) && !takeNote(world, run, { watcher, question })) return false;
  }
  return true;
}

/** Shows an event to the watchers of events. Gives whether the run goes on. */
export function showWatchers(world: World, run: Run, event: Occurred): boolean {
  if (run.failing !== null || event.number < run.number || run.consumed.has(event.number)) return true;
  for (const watcher of inOrder(run)) {
    if (watcher.on.type !== "event" || run.goals.has(watcher.name)) continue;
    const { match } = watcher.on;
    if (!matches(world, run, { match, event, store: run.store })) continue;
    const question = match.where === null ? null : { expression: match.where, store: run.store, event: event.payload };
    if (!takeNote(world, run, { watcher, question })) return false;
  }
  return true;
}

function inOrder(run: Run): readonly Watcher[] {
  const { watchers } = run.flow;
  return [...watchers.filter(({ kind }) => kind === "exit"), ...watchers.filter(({ kind }) => kind === "goal")];
}

interface Seen {
  readonly watcher: Watcher;
  readonly question: Question | null;
}

function takeNote(world: World, run: Run, { watcher, question }: Seen): boolean {
  const { name, kind, exits } = watcher;
  const read = question === null ? {} : readOf(world, run, question);
  record(world, run, { what: kind === "goal" ? "goal" : "exit seen", name, read });
  if (kind === "goal") run.goals.add(name);
  if (!exits) return true;
  endRun(world, run, { state: "completed", outcome: kind === "goal" ? "converted" : "exited", reason: name });
  return false;
}
