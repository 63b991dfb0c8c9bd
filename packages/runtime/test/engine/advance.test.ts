import type { KernelNode } from "@flowline/ir";
import { describe, expect, test } from "vitest";
import { seedFlow } from "../../../../test/runtime/seed-flow.js";
import { choice, END, pause } from "../../../../test/support/kernel-nodes.js";
import { advance } from "../../src/engine/advance.js";
import { type Facts, type Stimulus, UNDECIDED } from "../../src/engine/decision.js";
import { postpone } from "../../src/engine/postpone.js";
import { getNode, getNumber, loadProgram } from "../../src/engine/program.js";
import type { RunnableFlow, SendStep } from "../../src/engine/runnable-flow.js";
import { getRunnable } from "../../src/postgres/get-runnable.js";

const program = loadProgram(getRunnable(seedFlow()));
const at = (id: string, attempt = 1) => ({ node: getNumber(program, id), attempt, jitter: 0 });
const facts = (upgraded: boolean): Facts => ({
  subject: { email: "a@example.com", name: "Ada", upgraded, created_at: "2026-01-01T00:00:00.000Z" },
  nowMs: 0,
});
const due: Stimulus = { kind: "due" };
const completed: Stimulus = { kind: "completed", output: { id: 1 } };

function stepOf(id: string): SendStep {
  const node = getRunnable(seedFlow()).nodes[id];
  if (node?.kind !== "step") {
    throw new Error(`${id} is no step`);
  }
  return node;
}

/** The seed flow with its nodes replaced: enough of a flow to walk. */
function flowOf(nodes: Readonly<Record<string, KernelNode>>): RunnableFlow {
  return getRunnable({ ...seedFlow(), entry: "hi", nodes: { hi: stepOf("hi"), ...nodes } });
}

describe("advance", () => {
  test("parks a cursor at the wait after its step, with the outcome on record and without asking for the subject", () => {
    expect(advance(program, at("hi"), completed, null)).toEqual({
      kind: "park",
      node: getNumber(program, "hi.wait"),
      delayMs: 604_800_000,
      notes: [
        { kind: "completed", node: getNumber(program, "hi"), data: { id: 1 } },
        { kind: "waiting", node: getNumber(program, "hi.wait"), data: null },
      ],
    });
  });

  test("asks for the subject before it decides", () => {
    expect(advance(program, at("hi.wait"), due, null)).toEqual({ kind: "needs subject" });
  });

  test("goes on to the guarded step with an intent that holds just what the step reads", () => {
    expect(advance(program, at("hi.wait"), due, facts(false))).toEqual({
      kind: "step",
      node: getNumber(program, "upgrade"),
      vars: { email: "a@example.com", name: "Ada" },
      notes: [
        {
          kind: "decided",
          node: getNumber(program, "upgrade.if"),
          data: { reads: { upgraded: false }, verdict: true },
        },
      ],
    });
  });

  test("records the step that a guard skips, and ends", () => {
    expect(advance(program, at("hi.wait"), due, facts(true))).toEqual({
      kind: "end",
      state: "completed",
      reason: "completed",
      notes: [
        {
          kind: "decided",
          node: getNumber(program, "upgrade.if"),
          data: { reads: { upgraded: true }, verdict: false },
        },
        { kind: "skipped", node: getNumber(program, "upgrade"), data: null },
      ],
    });
  });

  test("ends the run of a subject that is gone", () => {
    expect(advance(program, at("hi.wait"), due, { subject: null, nowMs: 0 })).toEqual({
      kind: "end",
      state: "canceled",
      reason: "subject gone",
      notes: [],
    });
  });

  test("retries a failed attempt later with the same position, and gives up after the last", () => {
    const failed: Stimulus = { kind: "failed", error: "busy", retry: true, retryAfterMs: null };
    expect(advance(program, at("hi"), failed, null)).toMatchObject({ kind: "retry", delayMs: 1_000, error: "busy" });
    expect(advance(program, at("hi", 3), failed, null)).toMatchObject({ kind: "retry", delayMs: 4_000 });
    expect(advance(program, at("hi", 30), failed, null)).toMatchObject({
      kind: "end",
      state: "failed",
      reason: "hi failed: busy",
    });
  });

  test("does not retry what can never succeed, and waits as long as the other side asked", () => {
    const never: Stimulus = { kind: "failed", error: "no", retry: false, retryAfterMs: null };
    expect(advance(program, at("hi"), never, null)).toMatchObject({ kind: "end", state: "failed" });
    const later: Stimulus = { kind: "failed", error: "slow down", retry: true, retryAfterMs: 90_000 };
    expect(advance(program, at("hi"), later, null)).toMatchObject({ kind: "retry", delayMs: 90_000 });
  });

  test("a decide that guards nothing skips nothing, and takes the first case that holds", () => {
    const literal = (value: boolean) =>
      ({ op: "literal", type: { scalar: "boolean", nullable: false }, value }) as const;
    const flow = flowOf({
      w: pause(1, "d"),
      d: choice(
        [
          { name: "1", when: literal(false), next: "a" },
          { name: "2", when: literal(true), next: "b" },
          { name: "3", when: literal(true), next: "a" },
        ],
        "a",
      ),
      a: pause(2, "end"),
      b: pause(3, "none"),
      none: choice([{ name: "1", when: literal(false), next: "a" }], "end"),
      end: END,
    });
    const other = loadProgram(flow);
    const position = (id: string) => ({ node: getNumber(other, id), attempt: 1, jitter: 0 });
    expect(advance(other, position("w"), due, facts(true))).toMatchObject({
      kind: "park",
      node: getNumber(other, "b"),
      delayMs: 3,
    });
    const ended = advance(other, position("b"), due, facts(true));
    expect(ended).toMatchObject({ kind: "end", state: "completed" });
    expect(ended.kind === "end" ? ended.notes.map(note => note.kind) : []).toEqual(["decided"]);
  });

  test("a field that the subject does not carry is null in what was read", () => {
    const decision = advance(program, at("hi.wait"), due, { subject: { upgraded: false }, nowMs: 0 });
    expect(decision).toMatchObject({ kind: "step", vars: { email: null, name: null } });
  });

  test("keeps what has happened and lies at the decision when the subject cannot be read, and decides there later", () => {
    const later = postpone(program, at("hi.wait"), due, "no table");
    expect(later).toMatchObject({ kind: "postpone", node: getNumber(program, "hi.wait"), attempt: 1, notes: [] });
    const other = loadProgram(flowOf({ ...seedFlow().nodes, hi: { ...stepOf("hi"), next: "upgrade.if" } }));
    const position = (id: string, attempt: number) => ({ node: getNumber(other, id), attempt, jitter: 0 });
    expect(advance(other, position("hi", 1), completed, null)).toEqual({ kind: "needs subject" });
    expect(postpone(other, position("hi", 1), completed, "no table")).toMatchObject({
      kind: "postpone",
      node: getNumber(other, "upgrade.if"),
      attempt: UNDECIDED,
      error: "no table",
      notes: [{ kind: "completed", node: getNumber(other, "hi"), data: { id: 1 } }],
    });
    expect(advance(other, position("upgrade.if", UNDECIDED), due, facts(false))).toMatchObject({
      kind: "step",
      node: getNumber(other, "upgrade"),
    });
    expect(advance(other, position("upgrade", UNDECIDED), due, facts(false))).toMatchObject({
      kind: "step",
      node: getNumber(other, "upgrade"),
      vars: { name: "Ada" },
      notes: [],
    });
  });

  test("is deterministic: equal input gives equal output", () => {
    const once = advance(program, at("hi.wait"), due, facts(false));
    expect(advance(program, at("hi.wait"), due, facts(false))).toEqual(once);
  });

  test("refuses what cannot be: a body where there is none, a wait where there is none, a node that is not there", () => {
    expect(() => advance(program, at("hi.wait"), completed, null)).toThrow(/invariant/);
    expect(() => advance(program, at("hi"), due, null)).toThrow(/invariant/);
    expect(() => getNode(program, 99)).toThrow(/invariant/);
    expect(() => getNumber(program, "nowhere")).toThrow(/invariant/);
  });
});
