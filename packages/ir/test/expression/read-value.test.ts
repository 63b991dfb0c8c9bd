import { readValue } from "@flowline/ir";
import { expect, test } from "vitest";
import { ANY, INSTANT, NUMBER, TEXT, TRUTH } from "./build.js";

test.each([
  ["2025-03-30T01:00:00.123Z", "2025-03-30T01:00:00.123Z"],
  ["2025-03-30T03:00:00.123999+02:00", "2025-03-30T01:00:00.123Z"],
  ["1969-12-31T23:59:59.9999999Z", "1969-12-31T23:59:59.999Z"],
  ["2025-03-30T01:00", "2025-03-30T01:00:00.000Z"],
  ["2025-03-30", "2025-03-30T00:00:00.000Z"],
  ["2024-02-29", "2024-02-29T00:00:00.000Z"],
  ["2000-02-29", "2000-02-29T00:00:00.000Z"],
  ["2100-02-29", null],
  ["2025-02-29", null],
  ["2025-04-31", null],
  ["2025-13-01", null],
  ["0000-01-01", null],
  ["0001-01-01T00:00:00+14:00", null],
  ["9999-12-31T23:59:59-14:00", null],
  ["2025-03-30T24:00:00Z", null],
  ["2025-03-30T01:00:00+15:00", null],
  ["10000-01-01T00:00:00Z", null],
  ["infinity", null],
  ["now", null],
  ["", null],
  [5, null],
  [null, null],
  [undefined, null],
])("the instant in %j is %j", (value, instant) => {
  expect(readValue(value, INSTANT)).toBe(instant);
});

test("a value that is not of its type is null", () => {
  expect(readValue("true", TRUTH)).toBeNull();
  expect(readValue(false, TRUTH)).toBe(false);
  expect(readValue("1", NUMBER)).toBeNull();
  expect(readValue(Number.POSITIVE_INFINITY, NUMBER)).toBeNull();
  expect(readValue(1, TEXT)).toBeNull();
  expect(readValue({ a: [1] }, ANY)).toEqual({ a: [1] });
});
