import type { FlowIr } from "@flowline/ir";
import { Cron } from "croner";
import { beginRun, letOthersIn } from "./begin-run.js";
import { actFor } from "./end-run.js";
import { forgetDead } from "./forget.js";
import { OracleError } from "./oracle-error.js";
import type { World } from "./world.js";

/** Something that the world outside does at a time that lies ahead. */
interface Plan {
  readonly atMs: number;
  readonly act: () => void;
}

/** The clock of one world: it jumps from one moment at which something happens to the next. */
export interface Clock {
  readonly world: World;
  /** In the order in which they were made. */
  readonly plans: Plan[];
  /** When each schedule comes next. */
  readonly schedules: Map<FlowIr, number>;
  /** How many jobs one moment may take. */
  readonly hottest: number;
  /** Whether variables that are not live are dropped whenever everything rests. */
  readonly forget: boolean;
  /** Jobs done at the present moment. */
  done: number;
}

/** Does all that can be done now. */
export function settle(clock: Clock): void {
  const { world } = clock;
  for (;;) {
    letOthersIn(world);
    const job = world.jobs.shift();
    if (job === undefined) break;
    clock.done += 1;
    if (clock.done > clock.hottest) {
      const { flow } = job.run.flow;
      const at = job.cursor?.node ?? job.run.flow.entry;
      throw new OracleError(
        `The flow "${flow}" goes round and round at "${at}" without waiting: ${clock.hottest} moves at one moment.`,
      );
    }
    if (job.cursor?.alive !== false) actFor(world, job.run, job.act);
  }
  if (clock.forget) forgetDead(world);
}

/** Moves flow time on. At one moment the world outside comes first, then schedules, then timers in the order in which they were set. */
export function advanceTo(clock: Clock, toMs: number): void {
  const { world } = clock;
  if (toMs < world.nowMs) throw new OracleError("Flow time does not go back.");
  settle(clock);
  for (;;) {
    const next = Math.min(nextPlan(clock), nextSchedule(clock), nextTimer(world));
    if (next > toMs) break;
    moveTo(clock, Math.max(next, world.nowMs));
    doOne(clock);
    settle(clock);
  }
  moveTo(clock, toMs);
}

/** The moment at which something happens next; infinity where nothing does. */
export function nextMoment(clock: Clock): number {
  return Math.min(nextPlan(clock), nextSchedule(clock), nextTimer(clock.world));
}

/** When a cron expression comes next after an instant; infinity where it never does. */
export function nextCronMs(flow: FlowIr, afterMs: number): number {
  if (flow.trigger.type !== "schedule") return Number.POSITIVE_INFINITY;
  const cron = new Cron(flow.trigger.cron, { timezone: flow.trigger.zone, paused: true });
  return cron.nextRun(new Date(afterMs))?.getTime() ?? Number.POSITIVE_INFINITY;
}

function moveTo(clock: Clock, ms: number): void {
  if (ms === clock.world.nowMs) return;
  clock.world.nowMs = ms;
  clock.done = 0;
}

function doOne(clock: Clock): void {
  const { world, plans } = clock;
  const now = world.nowMs;
  const plan = plans.find(({ atMs }) => atMs <= now);
  if (plan !== undefined) {
    plans.splice(plans.indexOf(plan), 1);
    plan.act();
    return;
  }
  const scheduled = [...clock.schedules].find(([, atMs]) => atMs <= now);
  if (scheduled !== undefined) {
    const [flow, atMs] = scheduled;
    clock.schedules.set(flow, nextCronMs(flow, atMs));
    const trigger = { scheduledAt: new Date(atMs).toISOString() };
    beginRun(world, { flow, by: "schedule", subject: null, trigger });
    return;
  }
  const timer = earliestTimer(world);
  if (timer === undefined) return;
  world.timers.splice(world.timers.indexOf(timer), 1);
  world.jobs.push({ run: timer.cursor.run, cursor: timer.cursor, act: timer.act });
}

function earliestTimer(world: World): World["timers"][number] | undefined {
  const [first, ...others] = world.timers;
  if (first === undefined) return undefined;
  return others.reduce((best, timer) => {
    const isEarlier = timer.atMs < best.atMs || (timer.atMs === best.atMs && timer.number < best.number);
    return isEarlier ? timer : best;
  }, first);
}

function nextPlan({ plans }: Clock): number {
  return Math.min(Number.POSITIVE_INFINITY, ...plans.map(({ atMs }) => atMs));
}

function nextSchedule({ schedules }: Clock): number {
  return Math.min(Number.POSITIVE_INFINITY, ...schedules.values());
}

function nextTimer({ timers }: World): number {
  return Math.min(Number.POSITIVE_INFINITY, ...timers.map(({ atMs }) => atMs));
}
