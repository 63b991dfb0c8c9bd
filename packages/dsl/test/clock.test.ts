import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { after, ago, before, fromNow, now, startOfToday } from "../src/clock.js";
import type { Duration } from "../src/duration.js";

beforeEach(() => {
  vi.useFakeTimers({ now: new Date("2025-03-30T23:30:00.250Z"), toFake: ["Date"] });
});

afterEach(() => {
  vi.useRealTimers();
});

describe("the words of time in ordinary JavaScript", () => {
  test("now is the present instant, and today began at midnight UTC", () => {
    expect(now().toISOString()).toBe("2025-03-30T23:30:00.250Z");
    expect(startOfToday().toISOString()).toBe("2025-03-30T00:00:00.000Z");
  });

  test("today also begins at midnight UTC before 1970", () => {
    vi.setSystemTime(new Date("1969-12-31T12:00:00Z"));
    expect(startOfToday().toISOString()).toBe("1969-12-31T00:00:00.000Z");
  });

  test("ago and fromNow move the present instant, before and after any date", () => {
    expect(ago("7d").toISOString()).toBe("2025-03-23T23:30:00.250Z");
    expect(fromNow("1.5 hours").toISOString()).toBe("2025-03-31T01:00:00.250Z");
    expect(before(startOfToday(), "1ms").toISOString()).toBe("2025-03-29T23:59:59.999Z");
    expect(after(startOfToday(), "90 Minutes").toISOString()).toBe("2025-03-30T01:30:00.000Z");
  });

  test("a missing date stays missing", () => {
    expect(before(null, "1d")).toBeNull();
    expect(after(undefined, "1d")).toBeNull();
  });

  test.each(["7", "soon", "7 dayz", "", "d"])("the duration %j is refused with an example of a right one", text => {
    expect(() => ago(text as Duration)).toThrow(/is not a duration. Write a number and a unit, such as "7d"/);
  });
});
