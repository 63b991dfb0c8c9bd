import { type EventIr, type FlowIr, nearestName, type Row, type SubjectIr } from "@flowline/ir";
import { formatStory, makeUpSubject, type Scenario, type Story, simulate } from "@flowline/testing";
import { getFlow } from "flowline/worker";
import type { CommandResult } from "../output/terminal.js";
import { readScenario, type ScenarioFlags, type WrittenScenario } from "./read-scenario.js";
import { usageError } from "./usage-error.js";

/** What a story is told from. */
export interface StoryProject {
  readonly flows: readonly FlowIr[];
  readonly events: Readonly<Record<string, EventIr>>;
  /** Kinds of subjects with all their fields: a flow itself lists only those that it reads. */
  readonly subjects: Readonly<Record<string, SubjectIr>>;
}

/** Reads the scenario, and tells the story of one person through the flow of that name. */
export async function tellStory(
  name: string,
  flags: ScenarioFlags & { readonly zone?: string },
  project: StoryProject,
): Promise<CommandResult> {
  const flow = getFlow(project.flows, name);
  const zone = readZone(flags.zone);
  const written = await readScenario(flags);
  for (const { event } of written.events) refuseUnknown(event, "event", Object.keys(eventsOf(flow, project)));
  for (const node of [...Object.keys(written.outputs), ...Object.keys(written.failures)]) {
    refuseUnknown(node, "node", Object.keys(flow.nodes));
  }
  const startMs = written.startMs ?? Math.floor(Date.now() / 60_000) * 60_000;
  const { row, madeUp } = subjectOf(flow, { written, startMs, subjects: project.subjects });
  const scenario: Scenario = {
    ...written,
    subject: row,
    startAt: startMs,
    others: project.flows,
    declared: project.events,
  };
  const story = simulate(flow, scenario);
  return {
    json: toDocument(story, row, madeUp !== null),
    text: [...remark(madeUp), formatStory(story, { zone })].join("\n"),
  };
}

function eventsOf(flow: FlowIr, { events }: StoryProject): Readonly<Record<string, EventIr>> {
  return { ...flow.events, ...events };
}

function refuseUnknown(name: string, kind: "event" | "node", names: readonly string[]): void {
  if (names.includes(name)) return;
  const near = nearestName(name, names);
  const owner = kind === "event" ? "The project declares" : "The flow has";
  const list = names.length === 0 ? `It has none.` : `There are ${names.slice(0, 12).join(", ")}.`;
  const fix = near === undefined ? list : `Did you mean ${near}?`;
  throw usageError(
    kind === "event" ? "UNKNOWN_EVENT" : "UNKNOWN_NODE",
    `${owner} no ${kind} ${JSON.stringify(name)}.`,
    fix,
  );
}

interface Chosen {
  readonly row: Row | null;
  /** What is to be said of a row that was made up; null: it was given, or there is none. */
  readonly madeUp: string | null;
}

interface Choice {
  readonly written: WrittenScenario;
  readonly startMs: number;
  readonly subjects: StoryProject["subjects"];
}

function subjectOf(flow: FlowIr, { written, startMs, subjects }: Choice): Chosen {
  const { subject } = written;
  if (flow.subject === null) {
    if (subject === null) return { row: null, madeUp: null };
    throw usageError("NO_SUBJECT", `The flow ${JSON.stringify(flow.flow)} is about nobody.`, "Leave --subject out.");
  }
  const { key } = flow.subject.source;
  if (subject !== null) {
    if (typeof subject[key] === "string" || typeof subject[key] === "number") return { row: subject, madeUp: null };
    const message = `The subject has no ${JSON.stringify(key)}, which is what a ${flow.subject.name} is known by.`;
    throw usageError("NO_KEY", message, `Add it: {"${key}":"u1", ...}.`);
  }
  const made = makeUpSubject(flow, { startMs, whole: subjects[flow.subject.name] ?? flow.subject });
  if (made === null) return { row: null, madeUp: null };
  const text = `A ${flow.subject.name} was made up: ${JSON.stringify(made.row)}`;
  return {
    row: made.row,
    madeUp: made.fits ? text : `${text}\nNo row was found that the audience takes; give one with --subject.`,
  };
}

function remark(madeUp: string | null): readonly string[] {
  return madeUp === null ? [] : [madeUp, ""];
}

function readZone(zone = "UTC"): string {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    throw usageError("BAD_ZONE", `There is no time zone ${JSON.stringify(zone)}.`, "Name one like Europe/Berlin.");
  }
}

function toDocument(story: Story, subject: Row | null, madeUp: boolean): unknown {
  const instant = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());
  return {
    flow: story.flow,
    subject,
    madeUp,
    startAt: instant(story.startMs),
    lines: story.lines.map(({ atMs, untilMs, ...line }) => ({ at: instant(atMs), ...line, until: instant(untilMs) })),
    runs: story.runs.map(({ beganMs, endedMs, ...run }) => ({
      ...run,
      beganAt: instant(beganMs),
      endedAt: instant(endedMs),
    })),
    history: story.history.map(({ atMs, ...entry }) => ({ at: instant(atMs), ...entry })),
  };
}
