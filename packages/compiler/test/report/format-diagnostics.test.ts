import type { Diagnostic } from "@flowline/ir";
import { describe, expect, it } from "vitest";
import { formatDiagnostics, orphanFindings } from "../../src/index.js";

const finding: Diagnostic = {
  code: "FLOW9999",
  severity: "error",
  message: "It is wrong.",
  cause: "Because.",
  fix: "Mend it.",
  span: { file: "gone.ts", start: { line: 1, column: 2, offset: 1 }, end: { line: 1, column: 3, offset: 2 } },
  related: [],
};

describe("formatDiagnostics", () => {
  it("prints a finding without its source where the file is gone", () => {
    const text = formatDiagnostics([finding], { format: "text", color: false, projectDir: "/nowhere" });
    expect(text).toBe("error FLOW9999 It is wrong.\n  gone.ts:1:2\n  why: Because.\n  fix: Mend it.\n\n1 error");
  });

  it("tells of IR that no flow stands behind", async () => {
    const text = formatDiagnostics(await orphanFindings(["old.ir.json"], { projectDir: "/", flows: [] }), {
      format: "text",
      color: false,
      projectDir: "/",
    });
    expect(text).toMatch(/^warning FLOW6009 old\.ir\.json belongs to no flow any more\.\n {2}why:/);
  });

  it("colors only when asked", () => {
    const text = formatDiagnostics([finding], { format: "text", color: true, projectDir: "/nowhere" });
    expect(text).toContain("\u001B[31;1merror FLOW9999\u001B[0m");
  });

  it("gives programs the findings as they are", () => {
    expect(JSON.parse(formatDiagnostics([finding], { format: "json", color: false, projectDir: "/" }))).toEqual([
      finding,
    ]);
  });

  it("says nothing about nothing", () => {
    expect(formatDiagnostics([], { format: "text", color: false, projectDir: "/" })).toBe("");
    expect(formatDiagnostics([], { format: "json", color: false, projectDir: "/" })).toBe("[]");
  });
});
