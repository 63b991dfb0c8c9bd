import type { WaitNode } from "@flowline/ir";
import { peopleOf, planReminders } from "../approvals.js";
import { record } from "../cursors.js";
import { deadlineOf } from "../deadline-of.js";
import { fail } from "../fail.js";
import { atDeadline, isPause, offer, resolveWait, setDeadline } from "../open-wait.js";
import type { Cursor, OpenWait, World } from "../world.js";

/** Comes to its outcome at once where that is known, else lies until it is. */
export function arriveAtWait(world: World, cursor: Cursor, node: WaitNode): void {
  const people = node.approval === null ? [] : peopleOf(world, cursor, node.approval);
  if (node.approval !== null && people.length < node.approval.need) {
    const { name, need } = node.approval;
    const message = `"${name}" needs ${need} to decide, and only ${people.length} may.`;
    fail(world, cursor, { name: "ApprovalError", message });
    return;
  }
  const wait: OpenWait = { node, untilMs: null, timer: null, taken: new Map(), people, decisions: [] };
  cursor.wait = wait;
  if (takeEarlier(world, cursor, node)) return;
  if (comesAtOnce(world, cursor, wait)) return;
  planReminders(world, cursor, wait);
  record(world, cursor.run, {
    what: "waiting",
    node: cursor.node,
    untilMs: wait.untilMs,
    events: node.events.map(({ event }) => event),
    approval: node.approval?.name ?? null,
  });
}

/** Events that came before the cursor did, in their order. */
function takeEarlier(world: World, cursor: Cursor, node: WaitNode): boolean {
  const { run } = cursor;
  if (node.since === "node") return false;
  for (const event of world.occurred.filter(({ number }) => number > run.number)) {
    const { outcome } = offer(world, cursor, event);
    if (outcome === null) continue;
    resolveWait(world, cursor, outcome);
    return true;
  }
  return false;
}

/** Sets the deadline; one that cannot lie ahead decides now. */
function comesAtOnce(world: World, cursor: Cursor, wait: OpenWait): boolean {
  const { until } = wait.node;
  if (until === null) return false;
  const when = deadlineOf(world, cursor, { deadline: until, fromMs: world.nowMs });
  if (when === "missing") {
    if (isPause(wait.node)) resolveWait(world, cursor, { name: "missing", value: undefined });
    return isPause(wait.node);
  }
  if (when > world.nowMs) {
    setDeadline(world, cursor, when);
    return false;
  }
  const lateMs = until.type === "instant" ? until.maxLatenessMs : null;
  const isLate = lateMs !== null && world.nowMs - when > lateMs && isPause(wait.node);
  resolveWait(world, cursor, isLate ? { name: "late", value: undefined } : atDeadline(wait));
  return true;
}
