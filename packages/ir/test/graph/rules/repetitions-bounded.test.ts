import { expect, test } from "vitest";
import { end, holds, loop, map } from "../../flow-builder.js";
import { problemsOf } from "./problems-of.js";

test("a loop with until has a greatest number of passes; one without both is for ever", () => {
  const nodes = (more: Parameters<typeof loop>[2]) => ({ l: loop("x", "e", more), x: end("l"), e: end() });
  expect(problemsOf(nodes({ until: holds("trigger"), max: 5 }))).toEqual([]);
  expect(problemsOf(nodes({ until: null, max: null }))).toEqual([]);
  expect(problemsOf(nodes({ until: holds("trigger"), max: null }))).toEqual([
    "nodes/l/max: a loop with `until` needs a greatest number of passes",
  ]);
});

test("a list is gone through once unless something can end it", () => {
  const nodes = (more: Parameters<typeof map>[2]) => ({ m: map("x", "e", more), x: end("m"), e: end() });
  expect(problemsOf(nodes({ rounds: 2, until: holds("item.m") }))).toEqual([]);
  expect(problemsOf(nodes({ rounds: 2 }))).toEqual(["nodes/m/rounds: without `until` there is one round"]);
});
