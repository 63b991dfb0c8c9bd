import { expect, test } from "vitest";
import { decide, end, fork, join, map, step, wait } from "../../flow-builder.js";
import { problemsOf } from "./problems-of.js";

test("an entry, an onError and an arrow that lead nowhere are refused", () => {
  expect(problemsOf({ a: end() }, { entry: "b" })).toContain('entry: there is no node "b"');
  expect(problemsOf({ a: end() }, { onError: "b" })).toContain('onError: there is no node "b"');
  expect(problemsOf({ a: wait("b") })).toEqual(['nodes/a/next: there is no node "b"']);
  expect(problemsOf({ a: wait("e", { arms: { due: "b" } }), e: end() })).toEqual([
    'nodes/a/arms/due: there is no node "b"',
  ]);
  expect(problemsOf({ a: decide("constructor", "e"), e: end() })).toEqual([
    'nodes/a/cases/0/next: there is no node "constructor"',
  ]);
});

test("a guard guards a step, and nothing else", () => {
  const guarded = (kind: "step" | "wait") => ({
    a: decide("b", "e", { guards: "b" }),
    b: kind === "step" ? step("e") : wait("e"),
    e: end(),
  });
  expect(problemsOf(guarded("step"))).toEqual([]);
  expect(problemsOf(guarded("wait"))).toEqual(['nodes/a/guards: there is no step "b"']);
});

test("a fork names a join that closes", () => {
  const arms = { a: wait("j"), b: wait("j"), e: end() };
  expect(problemsOf({ f: fork("j", ["a", "b"]), ...arms, j: join("e", 2) })).toEqual([]);
  expect(problemsOf({ f: fork("e", ["a", "b"]), ...arms, j: join("e", 2) })).toContain(
    'nodes/f/join: there is no join "e" that closes',
  );
  expect(problemsOf({ f: fork("j", ["a", "b"]), ...arms, j: join("e", 2, { closes: false }) })).toContain(
    'nodes/f/join: there is no join "j" that closes',
  );
});

test("an end ends something that has a body", () => {
  const body = (of: string) => ({ m: map("i", "e"), i: wait("x"), x: end(of), e: end() });
  expect(problemsOf(body("m"))).toEqual([]);
  expect(problemsOf(body("i"))).toEqual(['nodes/x/of: there is no map, loop or scope "i"']);
});

test("what is raised is a failure that something may have had", () => {
  const nodes = (raise: string) => ({
    a: step("e", { failed: "x" }),
    x: { kind: "exit" as const, reason: "", raise },
    e: end(),
  });
  expect(problemsOf(nodes("error.a"))).toEqual([]);
  expect(problemsOf(nodes("error.e"))).toEqual(['nodes/x/raise: no failure is held by "error.e"']);
  expect(problemsOf(nodes("steps.a"))).toEqual(['nodes/x/raise: no failure is held by "steps.a"']);
});
