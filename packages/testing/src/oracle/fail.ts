import { framesOf, record, remove, spawn } from "./cursors.js";
import { cancelCursors, cursorsWithin, endRun } from "./end-run.js";
import { go } from "./go.js";
import type { StepError } from "./handlers.js";
import { cancelGroup, countArrival } from "./join-progress.js";
import { closeItem, continueMap } from "./map-progress.js";
import { undoAll } from "./undo.js";
import type { ArmFrame, Cursor, Frame, ItemFrame, Run, ScopeFrame, World } from "./world.js";

/** A node has failed and has no way of its own for that: the failure goes outwards, body by body. */
export function fail(world: World, cursor: Cursor, error: StepError): void {
  record(world, cursor.run, { what: "failed", node: cursor.node, error });
  const { run, frame } = cursor;
  remove(world, cursor);
  propagate(world, run, frame, error);
}

function propagate(world: World, run: Run, frame: Frame | null, error: StepError): void {
  if (frame === null) failRun(world, run, error);
  else if (frame.kind === "scope") catchIn(world, run, frame, error);
  else if (goesOn(world, run, frame, error)) propagate(world, run, frame.outer, error);
}

/** Whether a failure that has reached a body goes on to what is around it. */
function goesOn(world: World, run: Run, frame: Exclude<Frame, ScopeFrame>, error: StepError): boolean {
  switch (frame.kind) {
    case "pass":
      return true;
    case "arm":
      return failArm(world, run, frame, error);
    case "item":
      return failItem(world, run, frame);
  }
}

function failArm(world: World, run: Run, frame: ArmFrame, error: StepError): boolean {
  const { group, arm } = frame;
  const join = run.flow.nodes[group.join];
  if (join?.kind !== "join") return true;
  record(world, run, { what: "arm failed", node: group.join, arm, error });
  group.arms.set(arm, "failed");
  cancelCursors(
    world,
    cursorsWithin(run, other => other.kind === "arm" && other.group === group && other.arm === arm),
  );
  if (join.armError === "arrive") {
    const cursor = countArrival(world, run, { id: group.join, join, frame, as: "failed" });
    if (cursor !== null) go(world, cursor, join.next);
    return false;
  }
  group.failures += 1;
  if (join.expects - group.failures >= join.need) return false;
  cancelGroup(world, run, group);
  return true;
}

function failItem(world: World, run: Run, frame: ItemFrame): boolean {
  const { group, place } = frame;
  const isOfThis = (other: Frame): boolean =>
    other.kind === "item" && other.group === group && (group.map.itemError === "fail" || other.place === place);
  cancelCursors(world, cursorsWithin(run, isOfThis));
  closeItem(world, run, frame, { value: null, failed: true });
  if (group.map.itemError === "fail") return true;
  const { begun, after } = continueMap(world, run, group);
  for (const cursor of begun) go(world, cursor, cursor.node);
  if (after !== null) go(world, after, group.map.next);
  return false;
}

function catchIn(world: World, run: Run, scope: ScopeFrame, error: StepError): void {
  cancelCursors(
    world,
    cursorsWithin(run, frame => frame === scope),
  );
  const node = run.flow.nodes[scope.node];
  const within = run.undo.filter(done => framesOf(done.scope).includes(scope));
  run.undo = run.undo.filter(done => !within.includes(done));
  const cursor = spawn(world, run, { frame: scope.outer, store: scope.store, node: scope.node });
  undoAll(world, cursor, within, () => {
    record(world, run, { what: "caught", node: scope.node, error });
    cursor.store.set(`error.${scope.node}`, { ...error });
    if (node?.kind === "scope") go(world, cursor, node.catch);
  });
}

function failRun(world: World, run: Run, error: StepError): void {
  cancelCursors(world, run.cursors);
  const isSecond = run.failing !== null;
  const failing = run.failing ?? error;
  record(world, run, { what: "run failed", error });
  run.failing = failing;
  const end = (): void => endRun(world, run, { state: "failed", outcome: "failed", reason: failing.message });
  if (isSecond) {
    end();
    return;
  }
  const within = run.undo;
  run.undo = [];
  const cursor = spawn(world, run, { frame: null, store: run.store, node: run.flow.onError ?? run.flow.entry });
  undoAll(world, cursor, within, () => {
    run.store.set("error.run", { ...error });
    if (run.flow.onError === null) {
      remove(world, cursor);
      end();
    } else go(world, cursor, run.flow.onError);
  });
}
