import { FIRST_INSTANT_MS, formatInstant, isInstant, LAST_INSTANT_MS } from "@flowline/ir";
import { describe, expect, test } from "vitest";

describe("an instant", () => {
  test("has one text, from the year 1 to the year 9999", () => {
    expect(formatInstant(0)).toBe("1970-01-01T00:00:00.000Z");
    expect(formatInstant(FIRST_INSTANT_MS)).toBe("0001-01-01T00:00:00.000Z");
    expect(formatInstant(LAST_INSTANT_MS)).toBe("9999-12-31T23:59:59.999Z");
  });

  test.each([FIRST_INSTANT_MS - 1, LAST_INSTANT_MS + 1, Number.NaN, Number.POSITIVE_INFINITY])("is null at %s", ms => {
    expect(formatInstant(ms)).toBeNull();
  });

  test.each([
    ["2025-03-30T01:00:00.123Z", true],
    ["2025-03-30T01:00:00Z", false],
    ["2025-03-30T01:00:00.123+01:00", false],
    ["2025-02-30T01:00:00.123Z", false],
    ["2025-03-30T24:00:00.000Z", false],
    ["0000-01-01T00:00:00.000Z", false],
    ["+012025-01-01T00:00:00.000Z", false],
    ["soon", false],
  ])("written %s is accepted: %s", (text, accepted) => {
    expect(isInstant(text)).toBe(accepted);
  });
});
