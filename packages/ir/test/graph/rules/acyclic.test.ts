import { expect, test } from "vitest";
import { decide, end, wait } from "../../flow-builder.js";
import { problemsOf } from "./problems-of.js";

test("an arrow back is refused", () => {
  expect(problemsOf({ a: wait("b"), b: decide("a", "e"), e: end() })).toEqual([
    'nodes/b: it leads back to "a", from which it is reached: a flow must not have a cycle',
  ]);
});

test("two ways to one node are no cycle", () => {
  expect(problemsOf({ a: decide("b", "e"), b: wait("e"), e: end() })).toEqual([]);
});
