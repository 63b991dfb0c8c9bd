import { expect, test } from "vitest";
import { retryDelayMs } from "../../src/engine/retry-delay.js";

test("the delay doubles from one second up to one hour, and there is no thirty-first attempt", () => {
  expect([1, 2, 3, 12, 13, 29].map(attempt => retryDelayMs(attempt, 0, null))).toEqual([
    1_000, 2_000, 4_000, 2_048_000, 3_600_000, 3_600_000,
  ]);
  expect(retryDelayMs(30, 0, null)).toBeNull();
});

test("jitter takes away up to a quarter and never adds", () => {
  expect(retryDelayMs(4, 0.999_999, null)).toBe(6_000);
});

test("what the other side asked for wins when it is longer", () => {
  expect(retryDelayMs(1, 0, 30_000)).toBe(30_000);
  expect(retryDelayMs(10, 0, 30_000)).toBe(512_000);
});
