import { ClockError, DatabaseUnreachableError } from "@flowline/runtime";
import { describe, expect, it } from "vitest";
import { CommandError } from "../../src/output/command-error.js";
import { describeError, errorJson, errorText } from "../../src/output/describe-error.js";

describe("describeError", () => {
  it("keeps what one of our errors says, and gives it the exit code of its kind", () => {
    expect(describeError(new DatabaseUnreachableError("the database is away", "Start it."))).toMatchObject({
      code: "DATABASE_UNREACHABLE",
      message: "The database is away.",
      fix: "Start it.",
      exitCode: 3,
    });
    expect(describeError(new ClockError("no", "Yes.")).exitCode).toBe(4);
  });

  it("adds the facts of a command's error to the document only", () => {
    const error = new CommandError({
      code: "STALE",
      message: "Stale.",
      fix: "Compile.",
      exitCode: 1,
      facts: { files: ["a"] },
    });
    expect(errorJson(error)).toEqual({ error: { code: "STALE", message: "Stale.", fix: "Compile.", files: ["a"] } });
    expect(errorText(error)).toBe("Error: Stale.\nCompile.");
  });

  it("calls a bug of ours a bug, without a trace", () => {
    const system = Object.assign(new Error("boom"), { code: "EIO", errno: -5 });
    for (const error of [new TypeError("x is not a function"), system, "thrown text"]) {
      expect(describeError(error)).toMatchObject({ code: "INTERNAL", exitCode: 1 });
      expect(errorText(error)).toContain("FLOW_DEBUG=1");
      expect(errorText(error)).not.toContain("    at ");
    }
  });
});
