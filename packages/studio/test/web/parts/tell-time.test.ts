import { describe, expect, it } from "vitest";
import { tellCount, tellDistance, tellDuration } from "../../../src/web/parts/tell-time.js";

describe("tellDuration", () => {
  it.each([
    [0, "under a minute"],
    [59_999, "under a minute"],
    [60_000, "1 minute"],
    [3_600_000, "1 hour"],
    [604_800_000, "7 days"],
    [90_000_000, "1 day 1 hour"],
    [86_400_000 + 120_000, "1 day"],
    [7_380_000, "2 hours 3 minutes"],
    [-172_800_000, "2 days"],
  ])("tells %d ms as %s", (ms, words) => {
    expect(tellDuration(ms)).toBe(words);
  });
});

describe("tellDistance", () => {
  const now = "2026-03-02T08:00:00.000Z";
  it.each([
    ["2026-03-09T08:00:00.000Z", "in 7 days"],
    ["2026-03-02T08:00:30.000Z", "in under a minute"],
    ["2026-03-02T08:00:00.000Z", "just now"],
    ["2026-03-02T07:59:30.000Z", "just now"],
    ["2026-03-02T05:00:00.000Z", "3 hours ago"],
  ])("tells %s", (iso, words) => {
    expect(tellDistance(iso, now)).toBe(words);
  });
});

describe("tellCount", () => {
  it("sets thousands apart", () => {
    expect(tellCount(1_248_000)).toBe("1,248,000");
  });
});
