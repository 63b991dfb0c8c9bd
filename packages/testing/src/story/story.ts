import type { FlowIr, Json } from "@flowline/ir";
import type { HistoryEntry } from "../oracle/history.js";
import type { RunView } from "../oracle/run-view.js";

/** What happened to one person, told in lines. */
export interface Story {
  readonly flow: string;
  readonly subject: string | null;
  readonly startMs: number;
  readonly lines: readonly StoryLine[];
  /** The runs as they stand at the end of the story. */
  readonly runs: readonly RunView[];
  /** The whole history behind the lines. */
  readonly history: readonly HistoryEntry[];
}

/** One thing worth telling. */
export interface StoryLine {
  /** Flow time in milliseconds since 1970. */
  readonly atMs: number;
  /** The run that it happened to; null: the world outside. */
  readonly run: string | null;
  readonly what: string;
  readonly text: string;
  /** An instant that the text ends with, in the reader's zone; null: none. */
  readonly untilMs: number | null;
  /** What is said in brackets behind the instant: where it comes from; null: nothing. */
  readonly reason: string | null;
}

/** The line for an entry, or null where it is not worth telling. */
export function tell(entry: HistoryEntry, flow: FlowIr): StoryLine | null {
  const told = sentence(entry, flow);
  if (told === null) return null;
  const { text, untilMs = null, reason = null } = typeof told === "string" ? { text: told } : told;
  return { atMs: entry.atMs, run: entry.run, what: entry.what, text, untilMs, reason };
}

type Told = string | { readonly text: string; readonly untilMs: number; readonly reason?: string } | null;

function sentence(entry: HistoryEntry, flow: FlowIr): Told {
  switch (entry.what) {
    case "started":
      return `enters "${entry.flow}" ${STARTED_BY[entry.by]}`;
    case "queued":
      return "is held back: no room";
    case "let in":
      return "is let in";
    case "updated":
      return "the trigger is replaced";
    case "ended":
      return `ended: ${ending(entry)}`;
    case "goal":
      return `reached the goal ${quote(entry.name)}${because(entry.read)}`;
    case "exit seen":
      return `the exit ${quote(entry.name)} holds${because(entry.read)}`;
    default:
      return stepSentence(entry, flow) ?? waitSentence(entry, flow) ?? moveSentence(entry, flow);
  }
}

const STARTED_BY: Readonly<Record<string, string>> = {
  audience: "by its audience",
  event: "by an event",
  schedule: "by its schedule",
  manual: "by command",
  call: "called by another flow",
};

function ending({ outcome, reason }: { readonly outcome: string; readonly reason: string | null }): string {
  switch (outcome) {
    case "converted":
      return `converted by the goal ${quote(reason ?? "")}`;
    case "exited":
      return reason === null ? "exited" : `exited, ${quote(reason)}`;
    default:
      return reason === null ? outcome : `${outcome}, ${reason}`;
  }
}

function stepSentence(entry: HistoryEntry, flow: FlowIr): Told {
  switch (entry.what) {
    case "sent":
      return `send ${quote(entry.message)}${typeof entry.to === "string" ? ` to ${entry.to}` : ""}`;
    case "completed":
      return isSend(flow, entry.node) ? null : `${labelOf(flow, entry.node)}${gave(entry.output)}`;
    case "skipped":
      return `skipped ${quote(entry.node)}${because(entry.read)}`;
    case "attempt failed": {
      const text = `${labelOf(flow, entry.node)} failed (try ${entry.attempt}): ${entry.error.message}`;
      return entry.againAtMs === null ? text : { text: `${text}; again`, untilMs: entry.againAtMs };
    }
    case "undone":
      return `undid ${labelOf(flow, entry.node)}`;
    case "undo failed":
      return `could not undo ${labelOf(flow, entry.node)}: ${entry.error.message}`;
    default:
      return null;
  }
}

function waitSentence(entry: HistoryEntry, flow: FlowIr): Told {
  switch (entry.what) {
    case "waiting":
      return waiting(entry, flow);
    case "deadline moved":
      return entry.untilMs === null
        ? "the deadline is gone"
        : { text: "the deadline moves to", untilMs: entry.untilMs };
    case "consumed":
      return `got ${entry.event}`;
    case "woke":
      return isQuiet(flow, entry.node, entry.outcome) ? null : `${labelOf(flow, entry.node)}: ${entry.outcome}`;
    case "reminded":
      return `reminded ${entry.people.join(", ")}`;
    case "answered": {
      const text = `${entry.by} ${entry.approved ? "approves" : "rejects"}`;
      return entry.ignored === null ? text : `${text} (ignored: ${entry.ignored})`;
    }
    case "late":
      return `${entry.by} answers ${quote(entry.of)}, for which nobody waits`;
    default:
      return null;
  }
}

const UNTIL = "wait until ";

function waiting(entry: HistoryEntry & { readonly what: "waiting" }, flow: FlowIr): Told {
  const { untilMs } = entry;
  const label = labelOf(flow, entry.node);
  const instant = label.startsWith(UNTIL) ? label.slice(UNTIL.length) : "";
  if (untilMs !== null && instant !== "") return { text: "waits until", untilMs, reason: instant };
  const text = /^waits?\b/.test(label) ? label.replace(/^wait\b/, "waits") : `waits at ${label}`;
  return untilMs === null ? text : { text: `${text} until`, untilMs };
}

function moveSentence(entry: HistoryEntry, flow: FlowIr): Told {
  switch (entry.what) {
    case "decided":
      return isGuard(flow, entry.node)
        ? null
        : `${labelOf(flow, entry.node)}: ${entry.arm ?? "otherwise"}${because(entry.read)}`;
    case "set":
      return `set ${Object.entries(entry.values).map(saidOf).join(", ")}`;
    case "emitted":
      return `emits ${entry.event}`;
    case "forked":
      return `splits into ${entry.arms.join(", ")}`;
    case "pass began":
      return `${labelOf(flow, entry.node)}, pass ${entry.pass}`;
    case "item began":
      return `${labelOf(flow, entry.node)}, item ${JSON.stringify(itemName(entry, flow))}`;
    case "called":
      return `starts ${entry.child}`;
    case "returned":
      return `${entry.child} has ${entry.state}`;
    case "caught":
      return `caught: ${entry.error.message}`;
    case "run failed":
      return `fails: ${entry.error.message}`;
    default:
      return null;
  }
}

/** Where no key tells items apart, one that is a text or a number does it better than its place. */
function itemName({ node, key, item }: HistoryEntry & { readonly what: "item began" }, flow: FlowIr): Json {
  const map = flow.nodes[node];
  const isPlain = typeof item === "string" || typeof item === "number";
  return map?.kind === "map" && map.key === null && isPlain ? item : key;
}

/** A decision that only guards a step is told by the step, or by its being skipped. */
function isGuard(flow: FlowIr, id: string): boolean {
  const node = flow.nodes[id];
  return node?.kind === "decide" && node.guards !== null;
}

function isSend(flow: FlowIr, id: string): boolean {
  const node = flow.nodes[id];
  return node?.kind === "step" && node.action.type === "send";
}

/** A pause that is simply over needs no line: what follows it says so. An event that was got has one already. */
function isQuiet(flow: FlowIr, id: string, outcome: string): boolean {
  const node = flow.nodes[id];
  return outcome === "due" || (node?.kind === "wait" && node.events.some(({ name }) => name === outcome));
}

function labelOf(flow: FlowIr, id: string): string {
  const meta = Object.hasOwn(flow.meta.nodes, id) ? flow.meta.nodes[id] : undefined;
  return meta === undefined || meta.label === "" ? quote(id) : meta.label;
}

function because(read: Readonly<Record<string, Json>>): string {
  const facts = Object.entries(read).map(([name, value]) => `${name} is ${JSON.stringify(value)}`);
  return facts.length === 0 ? "" : `: ${facts.join(", ")}`;
}

function saidOf([name, value]: readonly [string, Json]): string {
  return `${name} to ${JSON.stringify(value)}`;
}

function gave(output: Json): string {
  return output === null ? "" : ` gave ${JSON.stringify(output)}`;
}

function quote(text: string): string {
  return JSON.stringify(text);
}
