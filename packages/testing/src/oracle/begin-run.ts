import type { FlowIr, Json } from "@flowline/ir";
import { makeRoom, mayEnter } from "./concurrency.js";
import { nextNumber, record, spawn } from "./cursors.js";
import { actFor } from "./end-run.js";
import { go } from "./go.js";
import type { StartedBy } from "./started-by.js";
import { askWatchers } from "./watchers.js";
import type { Occurred, Run, World } from "./world.js";

/** What begins a run. */
export interface Start {
  readonly flow: FlowIr;
  readonly by: StartedBy;
  readonly subject: string | null;
  readonly trigger: Json;
  readonly keys?: Readonly<Record<string, Json>>;
  /** The event that is its trigger: the run consumes it. */
  readonly event?: Occurred;
  /** Whether it waits until earlier runs of the same subject and keys have ended. */
  readonly behind?: boolean;
}

/** Begins a run: its watchers are asked, and its first cursor goes to the entry where the flow's limits leave room. */
export function beginRun(world: World, start: Start): Run {
  const { flow, by, subject, trigger, keys = {}, event, behind = false } = start;
  const number = nextNumber(world);
  const run: Run = {
    id: `${flow.flow}#${world.runs.filter(other => other.flow.flow === flow.flow).length + 1}`,
    number,
    flow,
    subject,
    keys,
    beganMs: world.nowMs,
    by,
    behind,
    admitted: false,
    ending: null,
    endedMs: null,
    store: new Map([
      ["trigger", trigger],
      ...Object.entries(keys).map(([name, value]): [string, Json] => [`keys.${name}`, value]),
    ]),
    cursors: [],
    consumed: new Set(event === undefined ? [] : [event.number]),
    goals: new Set(),
    undo: [],
    failing: null,
    onEnd: null,
  };
  world.runs.push(run);
  record(world, run, { what: "started", by, subject, trigger });
  actFor(world, run, () => {
    if (askWatchers(world, run)) makeRoom(world, run);
  });
  actFor(world, run, () => {
    if (mayEnter(world, run)) letIn(world, run);
    else record(world, run, { what: "queued" });
  });
  return run;
}

/** Lets those in that are held back, in the order in which they began, as far as there is room by now. */
export function letOthersIn(world: World): void {
  for (const run of world.runs.filter(one => !one.admitted && one.ending === null)) {
    actFor(world, run, () => {
      if (!mayEnter(world, run)) return;
      record(world, run, { what: "let in" });
      if (askWatchers(world, run)) letIn(world, run);
    });
  }
}

function letIn(world: World, run: Run): void {
  run.admitted = true;
  const cursor = spawn(world, run, { frame: null, store: run.store, node: run.flow.entry });
  go(world, cursor, run.flow.entry);
}
