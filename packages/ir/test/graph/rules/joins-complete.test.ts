import type { JoinNode, KernelNode } from "@flowline/ir";
import { describe, expect, test } from "vitest";
import { decide, end, fork, join, loop, step, wait } from "../../flow-builder.js";
import { problemsOf } from "./problems-of.js";

const quit: KernelNode = { kind: "exit", reason: "", raise: null };

describe("a join", () => {
  const two = (expects: number, more: Partial<JoinNode> = {}) =>
    problemsOf({ f: fork("j", ["a", "b"]), a: wait("j"), b: wait("j"), j: join("e", expects, more), e: end() });

  test("expects as many as can come", () => {
    expect(two(2)).toEqual([]);
    expect(two(3)).toEqual(["nodes/j/expects: it expects 3 cursors, and 2 can come"]);
    expect(two(1)).toEqual(["nodes/j/expects: it expects 1 cursors, and 2 can come"]);
  });

  test("counts an arm once, whatever ways lead through it", () => {
    const arms = {
      f: fork("j", ["a", "b"]),
      a: decide("c", "j"),
      c: step("j", { failed: "j" }),
      b: wait("j"),
      e: end(),
    };
    expect(problemsOf({ ...arms, j: join("e", 2) })).toEqual([]);
  });

  test("does not expect an arm that always exits", () => {
    const arms = { f: fork("j", ["a", "b"]), a: wait("j"), b: wait("quit"), quit, e: end() };
    expect(problemsOf({ ...arms, j: join("e", 1) })).toEqual([]);
    expect(problemsOf({ ...arms, j: join("e", 2) })).toEqual(["nodes/j/expects: it expects 2 cursors, and 1 can come"]);
  });

  test("needs at least one and at most all", () => {
    expect(two(2, { need: 1 })).toEqual([]);
    expect(two(2, { need: 3 })).toEqual(["nodes/j/need: it needs 3 of 2 cursors"]);
    expect(two(2, { need: 0 })).toEqual(["nodes/j/need: it needs 0 of 2 cursors"]);
  });
});

/** Two roots, a task after both, and one more after the first alone. */
const dag = (inner: Partial<JoinNode> = {}, first: KernelNode = wait("split")) => ({
  f: fork("j", ["a", "b"]),
  a: first,
  split: fork("j", ["both", "alone"], false),
  b: wait("both"),
  both: join("c", 2, { closes: false, ...inner }),
  c: wait("j"),
  alone: wait("j"),
  j: join("e", 2),
  e: end(),
});

describe("in a dag", () => {
  test("every task hands one cursor to each child", () => {
    expect(problemsOf(dag())).toEqual([]);
  });

  test("a join that does not close needs all", () => {
    expect(problemsOf(dag({ need: 1 }))).toEqual([
      "nodes/both/need: it does not close, and so must need all that it expects",
    ]);
  });

  test("a cursor ends in one place", () => {
    expect(problemsOf(dag({}, decide("split", "j"))).join()).toContain(
      'the arm "a" of "f" ends here or at "j": it must end in one place',
    );
  });
});

test("what two loops in two arms do is their own", () => {
  expect(
    problemsOf({
      f: fork("j", ["a", "b"]),
      a: loop("x", "j"),
      x: end("a"),
      b: loop("y", "j"),
      y: end("b"),
      j: join("e", 2),
      e: end(),
    }),
  ).toEqual([]);
});
