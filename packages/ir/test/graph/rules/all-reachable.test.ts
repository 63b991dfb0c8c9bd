import { expect, test } from "vitest";
import { end, wait } from "../../flow-builder.js";
import { problemsOf } from "./problems-of.js";

test("a node that no path reaches is refused", () => {
  expect(problemsOf({ a: end(), b: wait("a") })).toEqual(['nodes/b: no path leads from the entry "a" to it']);
});

test("what onError reaches is reached", () => {
  expect(problemsOf({ a: end(), b: wait("a") }, { onError: "b" })).toEqual([]);
});
