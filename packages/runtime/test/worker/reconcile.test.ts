import { describe, expect, test } from "vitest";
import { seedFlow } from "../../../../test/runtime/seed-flow.js";
import { loadProgram } from "../../src/engine/program.js";
import { getRunnable } from "../../src/postgres/get-runnable.js";
import type { Outcome } from "../../src/postgres/sql/commit.js";
import type { Decided } from "../../src/worker/decider.js";
import type { HeldCursor } from "../../src/worker/held-cursor.js";
import { reconcile } from "../../src/worker/reconcile.js";

const version = {
  versionId: 1,
  flowId: 1,
  program: loadProgram(getRunnable(seedFlow())),
  routes: [],
  distrustSource: () => undefined,
  subjects: () => Promise.reject(new Error("not asked")),
};

function cursor(id: string, fence: string, seq: number): HeldCursor {
  return { id, runId: id, subjectId: id, version, fence, seq, node: 0, attempt: 1, vars: {} };
}

function decided(held: HeldCursor, verb: Outcome["verb"]): Decided {
  const { id, runId, fence, seq } = held;
  const outcome: Outcome = {
    id,
    runId,
    versionId: 1,
    fence,
    seq,
    verb,
    node: 1,
    route: 1,
    attempt: 1,
    delayMs: 0,
    vars: "{}",
    error: null,
    state: null,
    reason: null,
    notes: [],
  };
  return { cursor: held, outcome, vars: {} };
}

const held = (...cursors: HeldCursor[]) => new Map(cursors.map(one => [one.id, one]));

describe("after a flush of unknown outcome", () => {
  test("a cursor whose seq has not moved did not commit and may be sent again", () => {
    const one = decided(cursor("1", "5", 3), "park");
    expect(reconcile([{ id: "1", fence: "5", seq: 3 }], held(one.cursor), [one])).toEqual({
      committed: [],
      unsettled: [one],
      lost: [],
      stray: [],
    });
  });

  test("a kept cursor whose seq is one higher did commit", () => {
    const one = decided(cursor("1", "5", 3), "keep");
    expect(reconcile([{ id: "1", fence: "5", seq: 4 }], held(one.cursor), [one])).toEqual({
      committed: [one],
      unsettled: [],
      lost: [],
      stray: [],
    });
  });

  test("a cursor that the database no longer gives to this worker is forgotten, committed or rescued", () => {
    const one = decided(cursor("1", "5", 3), "end");
    expect(reconcile([], held(one.cursor), [one])).toEqual({ committed: [], unsettled: [], lost: ["1"], stray: [] });
  });

  test("a cursor that was lost and given to this worker again under a new fence is a stray, and its old outcome is void", () => {
    const one = decided(cursor("1", "5", 3), "park");
    expect(reconcile([{ id: "1", fence: "6", seq: 3 }], held(one.cursor), [one])).toEqual({
      committed: [],
      unsettled: [],
      lost: ["1"],
      stray: ["1"],
    });
  });

  test("a claim whose reply was lost is given back", () => {
    expect(reconcile([{ id: "9", fence: "1", seq: 0 }], held(), [])).toEqual({
      committed: [],
      unsettled: [],
      lost: [],
      stray: ["9"],
    });
  });

  test("a cursor whose body runs and that the database confirms is left alone", () => {
    expect(reconcile([{ id: "1", fence: "5", seq: 3 }], held(cursor("1", "5", 3)), [])).toEqual({
      committed: [],
      unsettled: [],
      lost: [],
      stray: [],
    });
  });
});
