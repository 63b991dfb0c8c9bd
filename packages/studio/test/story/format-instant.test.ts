import { describe, expect, it } from "vitest";
import { formatInstant, formatInstantToSecond } from "../../src/story/format-instant.js";

describe("formatInstant", () => {
  it("writes day, month, year and UTC time", () => {
    expect(formatInstant("2026-12-09T08:05:59.999Z")).toBe("9 Dec 2026, 08:05 UTC");
    expect(formatInstantToSecond("2026-01-31T23:00:07.000Z")).toBe("31 Jan 2026, 23:00:07 UTC");
  });

  it("gives back what is no instant", () => {
    expect(formatInstant("soon")).toBe("soon");
  });
});
