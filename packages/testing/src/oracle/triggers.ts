import type { EventTrigger, FlowIr, Json, Reentry } from "@flowline/ir";
import { evaluate, viewOf } from "./ask.js";
import { beginRun } from "./begin-run.js";
import { record } from "./cursors.js";
import { actFor, cancelRun } from "./end-run.js";
import { changed } from "./touch.js";
import type { Occurred, Run, World } from "./world.js";

/** Evaluates the audience of a flow: every subject for whom it holds begins a run, unless `reentry` forbids it. */
export function enrollAudience(world: World, flow: FlowIr): readonly Run[] {
  const { trigger, subject } = flow;
  if (trigger.type !== "audience" || subject === null) return [];
  const begun: Run[] = [];
  for (const id of world.subjects.get(subject.name)?.keys() ?? []) {
    const row = viewOf(world, subject, id);
    if (row === undefined || evaluate(world, trigger.predicate, { row, variables: {}, id }) !== true) continue;
    const entry = { flow, subject: id, keys: {} };
    if (livingOf(world, entry).length > 0 || isTooSoon(world, entry, trigger.reentry)) continue;
    begun.push(beginRun(world, { flow, by: "audience", subject: id, trigger: null }));
  }
  return begun;
}

/** Shows an event to the triggers of all flows, in the order of their names. */
export function beginByEvent(world: World, event: Occurred): void {
  const flows = [...world.flows.values()].sort((one, other) => (one.flow < other.flow ? -1 : 1));
  for (const flow of flows) {
    const { trigger } = flow;
    if (trigger.type === "event" && trigger.event === event.name) beginOne(world, flow, { trigger, event });
  }
}

interface Entry {
  readonly flow: FlowIr;
  readonly subject: string | null;
  readonly keys: Readonly<Record<string, Json>>;
}

function beginOne(world: World, flow: FlowIr, { trigger, event }: { trigger: EventTrigger; event: Occurred }): void {
  const subject = flow.subject === null ? null : aboutSame(flow, event);
  if (subject === undefined) return;
  const row = subject === null || flow.subject === null ? {} : viewOf(world, flow.subject, subject);
  if (row === undefined) return;
  const given = { row, variables: { event: event.payload }, id: subject ?? "" };
  if (trigger.where !== null && evaluate(world, trigger.where, given) !== true) return;
  const keys = Object.fromEntries(trigger.keys.map((key): readonly [string, Json] => [key, event.keys[key] ?? null]));
  const entry = { flow, subject, keys };
  const living = livingOf(world, entry);
  if (living.length === 0) {
    if (isTooSoon(world, entry, trigger.reentry)) return;
  } else if (!begetsAnother(world, living, { trigger, event })) return;
  const behind = trigger.again === "queue";
  beginRun(world, { ...entry, by: "event", trigger: event.payload, event, behind });
}

/** The id of the subject that both are about; undefined where they are not about the same kind. */
function aboutSame(flow: FlowIr, { subject }: Occurred): string | undefined {
  return subject !== null && subject.kind === flow.subject?.name ? subject.id : undefined;
}

/** What a further trigger does while a run of the same subject and keys lives. */
function begetsAnother(
  world: World,
  living: readonly Run[],
  { trigger, event }: { trigger: EventTrigger; event: Occurred },
): boolean {
  switch (trigger.again) {
    case "ignore":
      return false;
    case "update":
      for (const run of living) update(world, run, event);
      return false;
    case "restart":
      for (const run of living) cancelRun(world, run, "restarted");
      return true;
    default:
      return true;
  }
}

function update(world: World, run: Run, event: Occurred): void {
  run.store.set("trigger", event.payload);
  run.consumed.add(event.number);
  record(world, run, { what: "updated", trigger: event.payload });
  actFor(world, run, () => changed(world, run));
}

function livingOf(world: World, entry: Entry): readonly Run[] {
  return runsOf(world, entry).filter(run => run.ending === null);
}

function runsOf(world: World, { flow, subject, keys }: Entry): readonly Run[] {
  return world.runs.filter(
    run => run.flow.flow === flow.flow && run.subject === subject && JSON.stringify(run.keys) === JSON.stringify(keys),
  );
}

function isTooSoon(world: World, entry: Entry, reentry: Reentry): boolean {
  const last = runsOf(world, entry)
    .filter(({ by }) => by === entry.flow.trigger.type)
    .at(-1);
  if (last === undefined || reentry === "always") return false;
  return reentry === "once" || world.nowMs < last.beganMs + reentry.afterMs;
}
