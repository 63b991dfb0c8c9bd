import { describe, expect, it } from "vitest";
import { readDuration } from "../../src/4-lower/duration.js";

const DAY_MS = 86_400_000;

describe("readDuration", () => {
  it.each([
    ["7d", 7 * DAY_MS],
    ["7 days", 7 * DAY_MS],
    ["36 Hours", 1.5 * DAY_MS],
    ["90 mins", 90 * 60_000],
    [".5h", 30 * 60_000],
    ["2w", 14 * DAY_MS],
    ["1500ms", 1500],
  ])("reads %s", (written, ms) => {
    expect(readDuration(written, null)).toEqual({ ms, diagnostics: [] });
  });

  it.each([
    ["7", "FLOW1001", 'Did you mean "7d"?'],
    ["7 dayz", "FLOW1001", 'Did you mean "7 days"?'],
    ["seven days", "FLOW1001", 'Write a number and a unit: "7d".'],
    ["7d 3h", "FLOW1001", 'Write a number and a unit: "7d".'],
    [`${"9".repeat(100)}d`, "FLOW1001", 'Write a number and a unit: "7d".'],
    ["400000d", "FLOW1016", "Check the number and the unit."],
    [7, "FLOW1001", 'Did you mean "7d"?'],
    [null, "FLOW1001", 'Write a number and a unit: "7d".'],
    ["0h", "FLOW1002", "Write a duration above zero, or remove the wait."],
    ["-1d", "FLOW1002", "Write a duration above zero, or remove the wait."],
    ["0.1ms", "FLOW1002", "Write a duration above zero, or remove the wait."],
  ])("refuses %s", (written, code, fix) => {
    const { ms, diagnostics } = readDuration(written, null);
    expect(ms).toBeNull();
    expect(diagnostics).toMatchObject([{ code, fix, severity: "error" }]);
  });

  it.each([
    ["1m", '"1m" means 1 minute, not 1 month.'],
    ["3M", '"3M" means 3 minutes, not 3 months.'],
    ["1y", '"1y" means 365.25 days.'],
  ])("warns of %s", (written, message) => {
    expect(readDuration(written, null).diagnostics).toMatchObject([{ code: "FLOW1003", message, severity: "warning" }]);
  });

  it("says nothing about minutes that nobody takes for months", () => {
    expect(readDuration("30m", null).diagnostics).toEqual([]);
  });
});
