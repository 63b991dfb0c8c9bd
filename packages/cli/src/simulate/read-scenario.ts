import type { Json, Row } from "@flowline/ir";
import type { PlannedAnswer, Scenario } from "@flowline/testing";
import { readDuration } from "../output/read-duration.js";
import { asList, asObject, type JsonObject, parseJson, readJsonFile, readJsonOrFile } from "./read-json.js";
import { usageError } from "./usage-error.js";

/** The options that make a scenario. */
export interface ScenarioFlags {
  readonly subject?: string;
  readonly trigger?: string;
  readonly event?: readonly string[];
  readonly change?: readonly string[];
  readonly approve?: readonly string[];
  readonly outputs?: string;
  readonly scenario?: string;
  readonly start?: string;
  readonly until?: string;
}

/** A scenario as it was written: the subject may still have to be made up. */
export interface WrittenScenario {
  readonly subject: Row | null;
  readonly startMs: number | null;
  readonly forMs: number;
  readonly trigger: Json;
  readonly events: NonNullable<Scenario["events"]>;
  readonly changes: NonNullable<Scenario["changes"]>;
  readonly answers: readonly PlannedAnswer[];
  readonly outputs: JsonObject;
  readonly failures: Readonly<Record<string, string>>;
}

/** Reads the scenario's file, where there is one, and the options, which win or add to it. */
export async function readScenario(flags: ScenarioFlags): Promise<WrittenScenario> {
  const file = await readObjectFile(flags.scenario, "--scenario");
  refuseStrangers(file);
  const start = flags.start ?? file.start;
  const subject = flags.subject === undefined ? file.subject : await readJsonOrFile(flags.subject, "--subject");
  const trigger = flags.trigger === undefined ? file.trigger : await readJsonOrFile(flags.trigger, "--trigger");
  const outputs = await readObjectFile(flags.outputs, "--outputs");
  return {
    subject: subject === undefined || subject === null ? null : asObject(subject, "The subject"),
    startMs: start === undefined ? null : readInstant(start),
    forMs: readDuration(flags.until ?? asText(file.until ?? "30d", "until"), "How long to tell it (--until)"),
    trigger: trigger ?? {},
    events: [...asList(file.events, "events").map(eventOf), ...(flags.event ?? []).map(readEvent)],
    changes: [...asList(file.changes, "changes").map(changeOf), ...(flags.change ?? []).map(readChange)],
    answers: [...asList(file.approvals, "approvals").map(answerOf), ...(flags.approve ?? []).map(readAnswer)],
    outputs: { ...asObject(file.outputs ?? {}, "outputs"), ...outputs },
    failures: textsOf(asObject(file.failures ?? {}, "failures")),
  };
}

async function readObjectFile(file: string | undefined, option: string): Promise<JsonObject> {
  return file === undefined ? {} : asObject(await readJsonFile(file, option), `The file of ${option}`);
}

const known = ["subject", "trigger", "start", "until", "events", "changes", "approvals", "outputs", "failures"];

function refuseStrangers(file: JsonObject): void {
  const stranger = Object.keys(file).find(name => !known.includes(name));
  if (stranger === undefined) return;
  const message = `A scenario has no ${JSON.stringify(stranger)}.`;
  throw usageError("BAD_SCENARIO", message, `It may hold ${known.join(", ")}.`);
}

/** `2d order.placed {"id":1}`. */
function readEvent(text: string): ReturnType<typeof eventOf> {
  const { atMs, rest } = readTime(text, "--event", '"2d order.placed {}"');
  const { word: event, rest: payload } = firstWord(rest);
  if (event === "") throw badText("--event", text, '"2d order.placed {}"');
  return { atMs, event, payload: payload === "" ? {} : parseJson(payload, `The payload of --event ${quote(text)}`) };
}

/** `3d {"upgraded":true}`. */
function readChange(text: string): ReturnType<typeof changeOf> {
  const example = `"3d {\\"upgraded\\":true}"`;
  const { atMs, rest } = readTime(text, "--change", example);
  if (rest === "") throw badText("--change", text, example);
  return { atMs, fields: asObject(parseJson(rest, `--change ${quote(text)}`), `--change ${quote(text)}`) };
}

/** `2d budget ann yes`, or `2d budget ann no too dear`. */
function readAnswer(text: string): PlannedAnswer {
  const example = '"2d budget ann yes"';
  const { atMs, rest } = readTime(text, "--approve", example);
  const [, of = "", by = "", verdict = "", comment = ""] = /^(\S+)\s+(\S+)\s+(yes|no)(?:\s+(.+))?$/.exec(rest) ?? [];
  if (verdict === "") throw badText("--approve", text, example);
  return { atMs, of, by, approved: verdict === "yes", comment };
}

function eventOf(value: Json): { readonly atMs: number; readonly event: string; readonly payload: Json } {
  const { at, event, payload = {} } = asObject(value, "An event of the scenario");
  return { atMs: timeOf(at), event: asText(event, "event"), payload };
}

function changeOf(value: Json): { readonly atMs: number; readonly fields: Row } {
  const { at, fields } = asObject(value, "A change of the scenario");
  return { atMs: timeOf(at), fields: asObject(fields, "The fields of a change") };
}

function answerOf(value: Json): PlannedAnswer {
  const { at, of, by, approved, comment = "" } = asObject(value, "An approval of the scenario");
  if (typeof approved !== "boolean") {
    throw usageError("BAD_SCENARIO", "An approval says neither yes nor no.", 'Write "approved": true or false.');
  }
  const who = { of: asText(of, "of"), by: asText(by, "by") };
  return { atMs: timeOf(at), ...who, approved, comment: asText(comment, "comment") };
}

/** The time at the head of a text; it may be of two words (`90 minutes`). */
function readTime(text: string, option: string, example: string): { readonly atMs: number; readonly rest: string } {
  const [whole = "", time = ""] = /^\s*(0|\d+(?:\.\d+)?\s?[a-zA-Z]+)(?=\s|$)\s*/.exec(text) ?? [];
  if (whole === "") throw badText(option, text, example);
  return { atMs: timeOf(time), rest: text.slice(whole.length).trim() };
}

function timeOf(value: Json | undefined): number {
  const text = value === 0 ? "0" : asText(value, "at");
  return text === "0" ? 0 : readDuration(text, "The time after the start");
}

function firstWord(text: string): { readonly word: string; readonly rest: string } {
  const end = text.search(/\s|$/);
  return { word: text.slice(0, end), rest: text.slice(end).trim() };
}

function readInstant(value: Json): number {
  const ms = typeof value === "string" && /^\d{4}-\d{2}-\d{2}/.test(value) ? Date.parse(value) : Number.NaN;
  if (!Number.isNaN(ms)) return ms;
  const fix = "Write it as 2025-03-03T09:00:00Z.";
  throw usageError("BAD_INSTANT", `The start is no instant: ${JSON.stringify(value)}.`, fix);
}

function asText(value: Json | undefined, what: string): string {
  if (typeof value === "string") return value;
  const message = `${JSON.stringify(what)} must be a text in a scenario, and is ${JSON.stringify(value) ?? "missing"}.`;
  throw usageError("BAD_SCENARIO", message, `See \`flow simulate --help\`.`);
}

function textsOf(object: JsonObject): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, asText(value, name)]));
}

function badText(option: string, text: string, example: string): Error {
  return usageError("BAD_SCENARIO", `${option} cannot be read: ${quote(text)}.`, `Write it as ${example}.`);
}

function quote(text: string): string {
  return JSON.stringify(text);
}
