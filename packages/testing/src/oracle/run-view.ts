import type { Json, NodeId } from "@flowline/ir";
import type { Ending, Run } from "./world.js";

/** A run as its caller sees it: a copy, at one moment. */
export interface RunView {
  readonly id: string;
  readonly flow: string;
  readonly subject: string | null;
  readonly keys: Readonly<Record<string, Json>>;
  readonly state: "running" | "waiting" | "completed" | "failed" | "canceled";
  /** Null while it lives. */
  readonly outcome: Ending["outcome"] | null;
  readonly reason: string | null;
  readonly beganMs: number;
  readonly endedMs: number | null;
  readonly variables: Readonly<Record<string, Json>>;
  /** Where its cursors stand, in the order in which they were made. */
  readonly at: readonly NodeId[];
  readonly goals: readonly string[];
}

/** Copies what a caller may see of a run. */
export function viewRun(run: Run): RunView {
  return Object.freeze({
    id: run.id,
    flow: run.flow.flow,
    subject: run.subject,
    keys: run.keys,
    state: stateOf(run),
    outcome: run.ending?.outcome ?? null,
    reason: run.ending?.reason ?? null,
    beganMs: run.beganMs,
    endedMs: run.endedMs,
    variables: Object.fromEntries(run.store),
    at: run.cursors.map(({ node }) => node),
    goals: [...run.goals],
  });
}

function stateOf(run: Run): RunView["state"] {
  if (run.ending !== null) return run.ending.state;
  const rests = run.cursors.every(({ wait, child, paused }) => wait !== null || child !== null || paused);
  return rests ? "waiting" : "running";
}
