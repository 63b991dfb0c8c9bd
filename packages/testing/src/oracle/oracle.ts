import { type EventIr, type FlowIr, formatInstant, type Json, nearestName, type Row } from "@flowline/ir";
import { answer } from "./approvals.js";
import { arrive } from "./arrive.js";
import { beginRun } from "./begin-run.js";
import { advanceTo, type Clock, nextCronMs, nextMoment, settle } from "./clock.js";
import { cancelRun } from "./end-run.js";
import { occur } from "./events.js";
import type { Handlers } from "./handlers.js";
import type { HistoryEntry } from "./history.js";
import { OracleError } from "./oracle-error.js";
import { type RunView, viewRun } from "./run-view.js";
import { touchSubject } from "./touch.js";
import { enrollAudience } from "./triggers.js";
import type { Run, World } from "./world.js";

/** An instant, in any of the usual forms. A text is ISO 8601 with an offset. */
export type When = Date | string | number;

/** What an oracle begins with. */
export interface OracleOptions {
  readonly flows: readonly FlowIr[];
  /** Events that the project declares, beside those that the flows name themselves. */
  readonly events?: Readonly<Record<string, EventIr>>;
  /** Rows by the kind of subject. A row's id is its key column. */
  readonly subjects?: Readonly<Record<string, readonly Row[]>>;
  readonly startAt: When;
  readonly handlers?: Handlers;
  /** Drop variables that are not live (`flow.live`) whenever everything rests. Default: false. */
  readonly forget?: boolean;
  /** How many moves one moment may take before the oracle says that a flow never rests. Default: 100,000. */
  readonly hottest?: number;
}

/** One approval or rejection. */
export interface Answer {
  /** The name of the approval. */
  readonly of: string;
  readonly by: string;
  readonly approved: boolean;
  readonly comment?: string;
}

/** The whole meaning of compiled flows, in memory, on a clock that only the caller moves. */
export interface Oracle {
  /** Flow time in milliseconds since 1970. */
  now(): number;
  /** Evaluates a flow's audience once. Gives the ids of the runs that it began. */
  enroll(flow: string): readonly string[];
  /** Starts a run by command. Gives its id. */
  start(flow: string, input?: { readonly trigger?: Json; readonly subject?: string }): string;
  /** An event occurs now. */
  emit(event: string, payload?: Json): void;
  /** Changes fields of a subject (a row that is not there is made), and tells the runs about it. */
  touch(kind: string, id: string, changes?: Row): void;
  /** Takes a subject's row away, and tells the runs about it. */
  remove(kind: string, id: string): void;
  /** Somebody answers an approval. */
  decide(run: string, answer: Answer): void;
  /** Cancels a run from outside. */
  cancel(run: string, reason?: string): void;
  /** Has something done at a time that lies ahead. At that moment it comes before every timer. */
  at(when: When, act: () => void): void;
  /** Moves the clock: everything that is due on the way happens at its time. */
  advance(by: { readonly to: When } | { readonly byMs: number }): void;
  /** Moves the clock from event to event until nothing lies ahead, or the limit is reached. */
  advanceToEnd(limit: When): void;
  run(id: string): RunView;
  runs(): readonly RunView[];
  /** Everything that has happened, in order. */
  history(run?: string): readonly HistoryEntry[];
}

/** Makes a world of its own. It reads no clock and rolls no dice: the same calls give the same history. */
export function createOracle(options: OracleOptions): Oracle {
  const world = createWorld(options);
  const { hottest = 100_000, forget = false } = options;
  const clock: Clock = { world, plans: [], schedules: new Map(), hottest, forget, done: 0 };
  for (const flow of options.flows) {
    if (flow.trigger.type === "schedule") clock.schedules.set(flow, nextCronMs(flow, world.nowMs));
  }
  return createVerbs(world, clock);
}

function createWorld({ flows, events, subjects = {}, startAt, handlers = {} }: OracleOptions): World {
  const world: World = {
    flows: new Map(flows.map(flow => [flow.flow, flow])),
    events: Object.assign({}, ...flows.map(flow => flow.events), events),
    subjects: new Map(
      Object.entries(subjects).map(([kind, rows]) => [kind, new Map(rows.map(row => [idOf(flows, kind, row), row]))]),
    ),
    handlers,
    nowMs: msOf(startAt),
    count: 0,
    runs: [],
    jobs: [],
    timers: [],
    occurred: [],
    history: [],
    arrive: cursor => arrive(world, cursor),
  };
  return world;
}

function createVerbs(world: World, clock: Clock): Oracle {
  const act = <T>(deed: () => T): T => {
    const result = deed();
    settle(clock);
    return result;
  };
  return Object.freeze({
    now: () => world.nowMs,
    enroll: (flow: string) => act(() => enrollAudience(world, getFlow(world, flow)).map(({ id }) => id)),
    start: (flow: string, input: { readonly trigger?: Json; readonly subject?: string } = {}) =>
      act(() => {
        const { trigger = null, subject = null } = input;
        return beginRun(world, { flow: getFlow(world, flow), by: "manual", subject, trigger }).id;
      }),
    emit: (event: string, payload: Json = null) => act(() => occur(world, event, payload)),
    touch: (kind: string, id: string, changes: Row = {}) =>
      act(() => {
        const rows = world.subjects.get(kind) ?? new Map<string, Row>();
        world.subjects.set(kind, rows.set(id, { ...rows.get(id), ...changes }));
        touchSubject(world, kind, id);
      }),
    remove: (kind: string, id: string) =>
      act(() => {
        world.subjects.get(kind)?.delete(id);
        touchSubject(world, kind, id);
      }),
    decide: (run: string, { of, by, approved, comment = "" }: Answer) =>
      act(() => answer(world, getRun(world, run), { of, by, approved, comment: comment === "" ? null : comment })),
    cancel: (run: string, reason = "canceled") => act(() => cancelRun(world, getRun(world, run), reason)),
    at: (when: When, deed: () => void) => {
      clock.plans.push({ atMs: msOf(when), act: deed });
    },
    advance: (by: { readonly to: When } | { readonly byMs: number }) =>
      advanceTo(clock, "to" in by ? msOf(by.to) : world.nowMs + by.byMs),
    advanceToEnd: (limit: When) => {
      settle(clock);
      while (nextMoment(clock) <= msOf(limit)) advanceTo(clock, Math.max(nextMoment(clock), world.nowMs));
    },
    run: (id: string) => viewRun(getRun(world, id)),
    runs: () => world.runs.map(viewRun),
    history: (run?: string) => (run === undefined ? [...world.history] : world.history.filter(one => one.run === run)),
  });
}

/** An instant in milliseconds. */
export function msOf(when: When): number {
  const ms = typeof when === "number" ? when : new Date(when).getTime();
  if (formatInstant(ms) === null) throw new OracleError(`This is no instant: ${String(when)}.`);
  return ms;
}

function idOf(flows: readonly FlowIr[], kind: string, row: Row): string {
  const key = flows.find(({ subject }) => subject?.name === kind)?.subject?.source.key ?? "id";
  const id = Object.hasOwn(row, key) ? row[key] : null;
  if (typeof id === "string" || typeof id === "number") return String(id);
  throw new OracleError(`A row of "${kind}" has no "${key}", and so no id.`);
}

function getFlow(world: World, name: string): FlowIr {
  const flow = world.flows.get(name);
  if (flow !== undefined) return flow;
  const near = nearestName(name, world.flows.keys());
  throw new OracleError(`There is no flow "${name}".${near === undefined ? "" : ` Did you mean "${near}"?`}`);
}

function getRun(world: World, id: string): Run {
  const run = world.runs.find(one => one.id === id);
  if (run === undefined) throw new OracleError(`There is no run "${id}".`);
  return run;
}
