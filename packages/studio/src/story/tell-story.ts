import type { Json, Row, Value } from "@flowline/ir";
import type { HistoryEntryView, RunDetailView, RunPlaceView, RunStateView } from "../api/types.js";
import { formatInstant, formatInstantToSecond } from "./format-instant.js";

/**
 * How a line is meant. `good`: something was done or ended well; `plain`: a fact; `quiet`: something did not happen,
 * on purpose; `waiting`: the run sleeps; `warning`: it went wrong and is tried again; `bad`: it went wrong for good.
 */
export type StoryTone = "good" | "plain" | "quiet" | "waiting" | "warning" | "bad";

/** One sentence of a run's story. */
export interface StoryLine {
  /** Flow time, or null for the line that says where the run is now. */
  readonly at: string | null;
  readonly text: string;
  readonly tone: StoryTone;
}

/** As much of a run as its story needs; the runtime's `RunDetail` is one. */
export type ToldRun = Pick<RunDetailView, "subjectName" | "history" | "meta" | "at">;

/**
 * A run's history in words, oldest first: what was read, what was decided, what was sent, what it waits for and until
 * when. The `flow` command and the page use the same words.
 */
export function tellStory(run: ToldRun): readonly StoryLine[] {
  const lines = run.history.map(entry => tellEntry(run, entry));
  const now = run.at === null ? null : tellNow(run, run.at);
  return Object.freeze(now === null ? lines : [...lines, now]);
}

function tellEntry(run: ToldRun, entry: HistoryEntryView): StoryLine {
  const label = labelOf(run, entry.node);
  switch (entry.kind) {
    case "enrolled":
      return line(
        entry,
        "plain",
        `Entered the flow: ${run.meta.trigger.label} was true${tellReads(entry.data.reads)}.`,
      );
    case "decided":
      return line(
        entry,
        "plain",
        `Asked ${label}: ${entry.data.verdict ? "yes" : "no"}${tellReads(entry.data.reads)}.`,
      );
    case "completed":
      return line(entry, "good", tellCompleted(label, entry.data.output));
    case "skipped":
      return line(entry, "quiet", `Skipped ${label}.`);
    case "waiting":
      return line(entry, "waiting", `Went to sleep at ${label} until ${formatInstant(entry.data.until)}.`);
    case "attempt failed":
      return tellFailedAttempt(label, entry);
    case "rescued":
      return line(entry, "warning", `Worker ${entry.data.lostWorker} was lost here; another one took over ${label}.`);
    case "ended":
      return line(entry, endTone(entry.data.state), tellEnd(run.subjectName, entry.data));
  }
}

function line(entry: HistoryEntryView, tone: StoryTone, text: string): StoryLine {
  return Object.freeze({ at: entry.at, text, tone });
}

function labelOf(run: ToldRun, node: string | null): string {
  if (node === null) {
    return "the flow";
  }
  return run.meta.nodes[node]?.label ?? node;
}

/** ` (read upgraded = no)`, or nothing where nothing was read. */
function tellReads(reads: Row): string {
  const pairs = Object.entries(reads).map(([field, value]) => `${field} = ${tellValue(value)}`);
  return pairs.length === 0 ? "" : ` (read ${pairs.join(", ")})`;
}

function tellValue(value: Value): string {
  if (value === null) {
    return "nothing";
  }
  if (typeof value === "string") {
    return ISO_INSTANT.test(value) ? formatInstant(value) : JSON.stringify(value);
  }
  return String(value);
}

const ISO_INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** A send's outcome names its recipient; the label of a send begins with its word. */
function tellCompleted(label: string, output: Json): string {
  const to = textField(output, "to");
  const sent = label.startsWith("send ") ? `Sent ${label.slice("send ".length)}` : `Completed ${label}`;
  return to === null ? `${sent}.` : `${sent} to ${to}.`;
}

function textField(output: Json, name: string): string | null {
  if (typeof output !== "object" || output === null || Array.isArray(output)) {
    return null;
  }
  const found = Object.entries(output).find(([key]) => key === name)?.[1];
  return typeof found === "string" && found !== "" ? found : null;
}

function tellFailedAttempt(label: string, entry: HistoryEntryView & { readonly kind: "attempt failed" }): StoryLine {
  const { error, retryAt } = entry.data;
  const failed = `Try ${entry.attempt} of ${label} failed: ${withoutStop(error)}.`;
  return retryAt === null
    ? line(entry, "bad", `${failed} It is not tried again.`)
    : line(entry, "warning", `${failed} The next try is due at ${formatInstantToSecond(retryAt)}.`);
}

function withoutStop(sentence: string): string {
  return sentence.trim().replace(/\.$/, "");
}

function endTone(state: RunStateView): StoryTone {
  if (state === "completed") {
    return "good";
  }
  return state === "failed" ? "bad" : "quiet";
}

function tellEnd(subjectName: string, end: { readonly state: RunStateView; readonly reason: string }): string {
  if (end.state === "completed") {
    return "Reached the end of the flow.";
  }
  if (end.reason === "subject gone") {
    return `Ended, because the ${subjectName} is no longer in the table.`;
  }
  const verb = end.state === "failed" ? "Failed" : "Canceled";
  return `${verb}: ${withoutStop(end.reason)}.`;
}

/** The line before it says where a sleeper lies, so this one says only until when. */
function tellNow(run: ToldRun, at: RunPlaceView): StoryLine {
  const label = labelOf(run, at.node);
  if (at.error !== null) {
    const due = at.until === null ? "soon" : `at ${formatInstantToSecond(at.until)}`;
    return Object.freeze({ at: null, tone: "warning", text: `Now: waits to try ${label} again, ${due}.` });
  }
  if (at.until !== null) {
    return Object.freeze({
      at: null,
      tone: "waiting",
      text: `Now: asleep until ${formatInstant(at.until)}.`,
    });
  }
  return Object.freeze({ at: null, tone: "plain", text: `Now: at ${label}, try ${at.attempt}.` });
}
