import { describe, expect, it } from "vitest";
import { readDuration } from "../../src/output/read-duration.js";

describe("readDuration", () => {
  it.each([
    ["7d", 604_800_000],
    ["1.5h", 5_400_000],
    ["90 minutes", 5_400_000],
    ["250ms", 250],
  ])("reads %s", (text, ms) => {
    expect(readDuration(text, "--lease")).toBe(ms);
  });

  it.each(["7", "", "d", "0s", "-1d", "7 fortnights", "1e3s", `${"9".repeat(400)}d`])(
    "refuses %j and names the option",
    text => {
      expect(() => readDuration(text, "--lease")).toThrow(/^--lease is not a duration/);
    },
  );
});
