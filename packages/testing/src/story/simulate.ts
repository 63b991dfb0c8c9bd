import type { EventIr, FlowIr, Json, Row } from "@flowline/ir";
import type { Handlers, StepCall, StepOutcome } from "../oracle/handlers.js";
import { createOracle, msOf, type Oracle, type When } from "../oracle/oracle.js";
import { OracleError } from "../oracle/oracle-error.js";
import { aboutSubject } from "./about-subject.js";
import { type Story, type StoryLine, tell } from "./story.js";

/** What happens in the world of one person. Times are milliseconds after the start. */
export interface Scenario {
  /** The person's row; null where the flow is about nobody. */
  readonly subject: Row | null;
  /** Flow time at which the story begins. */
  readonly startAt: When;
  /** At most how long it is told, in milliseconds. */
  readonly forMs: number;
  /** What begins the run: the payload of the trigger's event, or the input of a command. Left out: an empty object. */
  readonly trigger?: Json;
  readonly events?: readonly { readonly atMs: number; readonly event: string; readonly payload?: Json }[];
  readonly changes?: readonly { readonly atMs: number; readonly fields: Row }[];
  readonly answers?: readonly PlannedAnswer[];
  /** What steps come to, by node: `do` and `http` steps that are not named give their defaults. */
  readonly outputs?: Readonly<Record<string, Json>>;
  /** Steps that fail for good, by node, with the error's message. */
  readonly failures?: Readonly<Record<string, string>>;
  /** Other flows of the project: those that are called or started by events. */
  readonly others?: readonly FlowIr[];
  /** The project's events. */
  readonly declared?: Readonly<Record<string, EventIr>>;
}

/** Somebody answers an approval. */
export interface PlannedAnswer {
  readonly atMs: number;
  readonly of: string;
  readonly by: string;
  readonly approved: boolean;
  readonly comment?: string;
}

/** Tells the story of one person through a flow. It ends when the runs have ended, or when its time is up. */
export function simulate(flow: FlowIr, scenario: Scenario): Story {
  const { subject, changes = [], answers = [] } = scenario;
  const startMs = msOf(scenario.startAt);
  const endMs = startMs + scenario.forMs;
  const oracle = openOracle(flow, scenario);
  const events = (scenario.events ?? []).map(one => ({ ...one, payload: fillIn(flow, scenario, one) }));
  const outside: StoryLine[] = [];
  const plan = (atMs: number, text: string, act: () => void): void => {
    oracle.at(startMs + atMs, () => {
      outside.push({ atMs: startMs + atMs, run: null, what: "outside", text, untilMs: null, reason: null });
      act();
    });
  };
  const id = subject === null ? null : idOf(flow, subject);
  for (const { atMs, fields } of changes) {
    if (id === null) throw new OracleError(`"${flow.flow}" is about nobody, so nobody can change.`);
    const named = Object.entries(fields).map(([name, value]) => `${name} is now ${JSON.stringify(value)}`);
    plan(atMs, named.join(", "), () => {
      oracle.touch(flow.subject?.name ?? "", id, fields);
      begin(oracle, flow);
    });
  }
  for (const { atMs, event, payload } of events) {
    plan(atMs, `${event} ${JSON.stringify(payload)}`, () => oracle.emit(event, payload));
  }
  for (const { atMs, ...one } of answers) {
    const text = `${one.by} answers ${JSON.stringify(one.of)}: ${one.approved ? "yes" : "no"}`;
    plan(atMs, text, () => {
      for (const run of oracle.runs().filter(({ state }) => state === "waiting")) oracle.decide(run.id, one);
    });
  }
  startFlow(oracle, flow, { id, trigger: triggerOf(flow, scenario) });
  if (flow.trigger.type === "audience") askEveryHour(oracle, flow, endMs);
  oracle.advanceToEnd(endMs);
  if (oracle.runs().length === 0 || oracle.runs().some(({ endedMs }) => endedMs === null)) {
    oracle.advance({ to: Math.max(endMs, oracle.now()) });
  }
  return toStory(oracle, { flow, others: scenario.others ?? [], subject: id, startMs, outside });
}

/** An event is about the story's subject where its payload does not say otherwise. */
function fillIn(flow: FlowIr, scenario: Scenario, { event, payload = {} }: { event: string; payload?: Json }): Json {
  const { subject, declared = {} } = scenario;
  if (subject === null) return payload;
  const events = { ...flow.events, ...declared };
  const ir = Object.hasOwn(events, event) ? events[event] : undefined;
  if (ir?.subject !== flow.subject?.name) return payload;
  return aboutSubject(ir, payload, subject[flow.subject?.source.key ?? "id"] ?? null);
}

function openOracle(flow: FlowIr, scenario: Scenario): Oracle {
  const { subject, others = [], declared = {} } = scenario;
  return createOracle({
    // What the clock begins by itself is nobody's story.
    flows: [flow, ...others.filter(other => other.flow !== flow.flow && other.trigger.type !== "schedule")],
    events: declared,
    subjects: subject === null || flow.subject === null ? {} : { [flow.subject.name]: [subject] },
    startAt: scenario.startAt,
    handlers: handlersOf(scenario),
  });
}

function handlersOf({ outputs = {}, failures = {} }: Scenario): Handlers {
  const answer =
    (fallback: Json) =>
    (call: StepCall): StepOutcome => {
      const message = Object.hasOwn(failures, call.node) ? failures[call.node] : undefined;
      if (message !== undefined) return { error: { message, final: true } };
      return { output: (Object.hasOwn(outputs, call.node) ? outputs[call.node] : undefined) ?? fallback };
    };
  return { do: answer(null), http: answer({ status: 200, body: null }), send: answer({ status: "sent" }) };
}

function startFlow(
  oracle: Oracle,
  flow: FlowIr,
  { id, trigger }: { readonly id: string | null; readonly trigger: Json },
): void {
  switch (flow.trigger.type) {
    case "audience":
      begin(oracle, flow);
      return;
    case "event":
      oracle.emit(flow.trigger.event, trigger);
      return;
    case "manual":
      oracle.start(flow.flow, id === null ? { trigger } : { trigger, subject: id });
      return;
    case "schedule":
      return;
  }
}

function triggerOf(flow: FlowIr, scenario: Scenario): Json {
  const { trigger = {} } = scenario;
  return flow.trigger.type === "event"
    ? fillIn(flow, scenario, { event: flow.trigger.event, payload: trigger })
    : trigger;
}

/** The audience is asked at the start, after each change, and every hour until it has held: time alone may make it hold. */
function begin(oracle: Oracle, flow: FlowIr): void {
  if (flow.trigger.type === "audience") oracle.enroll(flow.flow);
}

function askEveryHour(oracle: Oracle, flow: FlowIr, untilMs: number): void {
  const atMs = oracle.now() + HOUR_MS;
  if (atMs > untilMs || oracle.runs().length > 0) return;
  oracle.at(atMs, () => {
    begin(oracle, flow);
    askEveryHour(oracle, flow, untilMs);
  });
}

const HOUR_MS = 3_600_000;

interface Told {
  readonly flow: FlowIr;
  readonly others: readonly FlowIr[];
  readonly subject: string | null;
  readonly startMs: number;
  readonly outside: readonly StoryLine[];
}

function toStory(oracle: Oracle, { flow, others, subject, startMs, outside }: Told): Story {
  const history = oracle.history();
  const flows = new Map([...others, flow].map(one => [one.flow, one]));
  const lines = history.flatMap(entry => tell(entry, flows.get(entry.flow) ?? flow) ?? []);
  return Object.freeze({
    flow: flow.flow,
    subject,
    startMs,
    lines: merge(outside, lines),
    runs: oracle.runs(),
    history,
  });
}

/** At one moment what comes from outside stands before what came of it. */
function merge(outside: readonly StoryLine[], lines: readonly StoryLine[]): readonly StoryLine[] {
  return [...outside, ...lines].sort((one, other) => one.atMs - other.atMs);
}

function idOf(flow: FlowIr, row: Row): string {
  const key = flow.subject?.source.key ?? "id";
  const id = Object.hasOwn(row, key) ? row[key] : null;
  if (typeof id === "string" || typeof id === "number") return String(id);
  throw new OracleError(`The subject has no "${key}", which is what it is known by.`);
}
