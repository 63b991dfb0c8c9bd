import { expect, test } from "vitest";
import { decide, end, fork, join, map, scope, set, wait } from "../../flow-builder.js";
import { problemsOf } from "./problems-of.js";

test("two arms that run together must not write one variable", () => {
  const arms = (variable: string) => ({
    f: fork("j", ["a", "b"]),
    a: set("vars.x", "j"),
    b: set(variable, "j"),
    j: join("e", 2),
    e: end(),
  });
  expect(problemsOf(arms("vars.y"))).toEqual([]);
  expect(problemsOf(arms("vars.x"))).toEqual([
    'nodes/b: it writes "vars.x", and so may "a" at the same time, in the arm "a" of "f"',
  ]);
});

test("what lies inside an arm writes with it", () => {
  const flow = {
    f: fork("j", ["m", "s"]),
    m: map("x", "j"),
    x: set("vars.x", "m.end"),
    "m.end": end("m"),
    s: scope("y", "j", "j"),
    y: set("vars.x", "s.end"),
    "s.end": end("s"),
    j: join("e", 2),
    e: end(),
  };
  expect(problemsOf(flow)).toHaveLength(1);
});

test("one arm, two arms of which one is taken, and what comes one after the other may", () => {
  expect(
    problemsOf({
      before: set("vars.x", "f"),
      f: fork("j", ["a", "b"]),
      a: decide("yes", "no"),
      yes: set("vars.x", "j"),
      no: set("vars.x", "again"),
      again: set("vars.x", "j"),
      b: wait("j"),
      j: join("after", 2),
      after: set("vars.x", "e"),
      e: end(),
    }),
  ).toEqual([]);
});

test("in a dag, tasks that follow one another may, and others may not", () => {
  const dag = (variable: string) => ({
    f: fork("j", ["a", "b"]),
    a: set("vars.x", "both"),
    b: set("vars.b", "both"),
    both: join("c", 2, { closes: false }),
    c: set("vars.x", "split"),
    split: fork("j", ["d", "d2"], false),
    d: set("vars.y", "j"),
    d2: set(variable, "j"),
    j: join("e", 2),
    e: end(),
  });
  expect(problemsOf(dag("vars.z"))).toEqual([]);
  expect(problemsOf(dag("vars.y"))).toHaveLength(1);
});
