import type { HttpAction, Json, StepNode } from "@flowline/ir";
import { ask, mentionsField, readSubject } from "../ask.js";
import { attempt } from "../attempts.js";
import { framesOf, record } from "../cursors.js";
import { fail } from "../fail.js";
import { go } from "../go.js";
import { askWatchers } from "../watchers.js";
import type { Cursor, ScopeFrame, World } from "../world.js";

/** Runs the body, as often as it must, and commits once. What the body is given is computed on arrival. */
export function arriveAtStep(world: World, cursor: Cursor, node: StepNode): void {
  const { run } = cursor;
  if (!askWatchers(world, run)) return;
  const input = inputOf(world, cursor, node);
  const subject = readsSubject(node) ? readSubject(world, run) : null;
  attempt(world, cursor, {
    kind: node.action.type,
    input,
    subject,
    retry: node.retry,
    timeoutMs: node.timeoutMs,
    mayBegin: number => number === 1 || askWatchers(world, run),
    refuses: output => (node.action.type === "http" ? refuseStatus(output, node.action) : null),
    done: output => complete(world, cursor, { node, input, output }),
    failed: error => {
      if (node.failed === null) {
        fail(world, cursor, error);
        return;
      }
      cursor.store.set(`error.${cursor.node}`, { ...error });
      go(world, cursor, node.failed);
    },
  });
}

function complete(
  world: World,
  cursor: Cursor,
  { node, input, output }: { readonly node: StepNode; readonly input: Json; readonly output: Json },
): void {
  const { run, store } = cursor;
  const { action } = node;
  if (action.type === "send") {
    const to = typeof input === "object" && input !== null && "to" in input ? (input.to ?? null) : null;
    record(world, run, { what: "sent", node: cursor.node, message: action.message, to });
  }
  record(world, run, { what: "completed", node: cursor.node, output });
  if (node.out !== null) store.set(node.out, output);
  if (node.undo) {
    const scope = framesOf(cursor.frame).find((frame): frame is ScopeFrame => frame.kind === "scope") ?? null;
    run.undo.push({ node: cursor.node, output, scope, store: new Map(store) });
  }
  go(world, cursor, node.next);
}

function inputOf(world: World, cursor: Cursor, { action }: StepNode): Json {
  const { run, store } = cursor;
  switch (action.type) {
    case "do":
      return null;
    case "http":
      return ask(world, run, { expression: action.request, store });
    case "send":
      return {
        message: action.message,
        channel: action.channel,
        to: ask(world, run, { expression: action.to, store }),
        data: action.data === null ? null : ask(world, run, { expression: action.data, store }),
      };
  }
}

function readsSubject({ action }: StepNode): boolean {
  switch (action.type) {
    case "do":
      return action.subject === null || action.subject.length > 0;
    case "http":
      return mentionsField(action.request);
    case "send":
      return action.reads.length > 0;
  }
}

function refuseStatus(output: Json, action: HttpAction): string | null {
  const status = typeof output === "object" && output !== null && "status" in output ? output.status : null;
  if (typeof status !== "number") return "The other side gave no status.";
  if (action.accepts.includes(status) || (status >= 200 && status <= 299)) return null;
  return `The other side answered ${status}.`;
}
