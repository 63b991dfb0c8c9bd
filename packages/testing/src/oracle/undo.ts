import { findSubject } from "./ask.js";
import { attempt } from "./attempts.js";
import { record } from "./cursors.js";
import type { StepError } from "./handlers.js";
import type { Cursor, Undoable, World } from "./world.js";

/**
 * Runs the undo bodies of steps, the last completed first, one at a time, on a cursor that goes on when all are over. One that
 * fails for good is written down and does not stop the others.
 */
export function undoAll(world: World, cursor: Cursor, steps: readonly Undoable[], then: () => void): void {
  const last = steps.at(-1);
  if (last === undefined) {
    then();
    return;
  }
  const { run } = cursor;
  const place = { node: cursor.node, store: cursor.store };
  const goOn = (): void => {
    cursor.node = place.node;
    cursor.store = place.store;
    undoAll(world, cursor, steps.slice(0, -1), then);
  };
  const step = run.flow.nodes[last.node];
  cursor.node = last.node;
  cursor.store = last.store;
  attempt(world, cursor, {
    kind: "undo",
    input: last.output,
    subject: findSubject(world, run) ?? null,
    retry: step?.kind === "step" ? step.retry : null,
    timeoutMs: step?.kind === "step" ? step.timeoutMs : null,
    mayBegin: () => true,
    refuses: () => null,
    done: () => {
      record(world, run, { what: "undone", node: last.node });
      goOn();
    },
    failed: (error: StepError) => {
      record(world, run, { what: "undo failed", node: last.node, error });
      goOn();
    },
  });
}
