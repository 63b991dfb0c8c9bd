import type { CallNode, Json } from "@flowline/ir";
import { ask } from "../ask.js";
import { beginRun } from "../begin-run.js";
import { record, soon } from "../cursors.js";
import { fail } from "../fail.js";
import { go } from "../go.js";
import type { StepError } from "../handlers.js";
import { askWatchers } from "../watchers.js";
import type { Cursor, Run, World } from "../world.js";

/** Begins a run of another flow; stays until it has ended, unless it is detached. */
export function arriveAtCall(world: World, cursor: Cursor, node: CallNode): void {
  const { run, store } = cursor;
  const flow = world.flows.get(node.flow);
  if (flow === undefined) {
    failCall(world, cursor, { node, name: "CallError", message: `There is no flow "${node.flow}".` });
    return;
  }
  const trigger = node.input === null ? null : ask(world, run, { expression: node.input, store });
  const asked = node.subject === null ? run.subject : asId(ask(world, run, { expression: node.subject, store }));
  const child = beginRun(world, { flow, by: "call", subject: flow.subject === null ? null : asked, trigger });
  record(world, run, { what: "called", node: cursor.node, child: child.id, detached: node.detached });
  if (node.detached) {
    if (node.out !== null) store.set(node.out, { run: child.id });
    go(world, cursor, node.next);
    return;
  }
  const resume = (): void => soon(world, cursor, () => takeResult(world, cursor, { node, child }));
  cursor.child = child;
  if (child.ending === null) child.onEnd = resume;
  else resume();
}

function takeResult(world: World, cursor: Cursor, { node, child }: { node: CallNode; child: Run }): void {
  const { run, store } = cursor;
  const { ending } = child;
  if (ending === null || !askWatchers(world, run)) return;
  record(world, run, { what: "returned", node: cursor.node, child: child.id, state: ending.state });
  if (ending.state !== "completed") {
    const message = `The run of "${node.flow}" has ${ending.state}${ending.reason === null ? "" : `: ${ending.reason}`}.`;
    failCall(world, cursor, { node, name: "CallError", message });
    return;
  }
  const { outcome, reason } = ending;
  if (node.out !== null) store.set(node.out, { outcome, reason, result: child.store.get("vars.result") ?? null });
  go(world, cursor, node.next);
}

function failCall(world: World, cursor: Cursor, { node, ...error }: StepError & { readonly node: CallNode }): void {
  cursor.child = null;
  if (node.failed === null) {
    fail(world, cursor, error);
    return;
  }
  cursor.store.set(`error.${cursor.node}`, { ...error });
  go(world, cursor, node.failed);
}

function asId(value: Json): string | null {
  return typeof value === "string" || typeof value === "number" ? String(value) : null;
}
