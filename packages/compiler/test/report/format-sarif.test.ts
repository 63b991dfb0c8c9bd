import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Diagnostic } from "@flowline/ir";
import { describe, expect, it } from "vitest";
import { diagnosticPages, formatDiagnostics } from "../../src/index.js";
import { finding, place } from "./support/findings.js";

/** The one run of a log; a test states its shape by what it expects. */
function runOf(diagnostics: readonly Diagnostic[], options: Partial<Parameters<typeof formatDiagnostics>[1]> = {}) {
  const text = formatDiagnostics(diagnostics, {
    format: "sarif",
    color: true,
    projectDir: "/repo/apps/mail",
    rootDir: "/repo",
    ...options,
  });
  const log = JSON.parse(text);
  expect(log).toMatchObject({ $schema: expect.stringContaining("sarif-2.1.0"), version: "2.1.0" });
  expect(log.runs).toHaveLength(1);
  return log.runs[0];
}

describe("sarif", () => {
  it("has rules with title and help, and results that point at them", () => {
    const unknown = finding({ code: "FLOW9998", cause: "No page." });
    const run = runOf([unknown, finding(), finding({ message: "Again." })]);
    const { driver } = run.tool;
    expect(driver.name).toBe("Flowline");
    expect(driver.rules.map((rule: { id: string }) => rule.id)).toEqual(["FLOW2004", "FLOW9998"]);
    const page = diagnosticPages.find(({ code }) => code === "FLOW2004");
    expect(driver.rules[0]).toMatchObject({
      shortDescription: { text: page?.title },
      help: { text: expect.stringContaining(page?.page ?? "?") },
      defaultConfiguration: { level: "error" },
    });
    expect(driver.rules[1].shortDescription.text).toBe("No page.");
    for (const result of run.results) expect(driver.rules[result.ruleIndex].id).toBe(result.ruleId);
  });

  it("takes the pages of codes that come from elsewhere", () => {
    const pages = [{ code: "FLOW2104", severity: "error", title: "No subject line", page: "Spam." }] as const;
    const run = runOf([finding({ code: "FLOW2104" })], { pages });
    expect(run.tool.driver.rules[0].shortDescription.text).toBe("No subject line");
  });

  it("has a place from the repository's root, columns from 1 and an exclusive end", () => {
    const [result] = runOf([finding()]).results;
    expect(result.message.text).toBe("It is wrong.\nWhy: Because.\nFix: Mend it.");
    expect(result.locations).toEqual([
      {
        physicalLocation: {
          artifactLocation: { uri: "apps/mail/a.ts", uriBaseId: "%SRCROOT%" },
          region: { startLine: 3, startColumn: 5, endLine: 3, endColumn: 9 },
        },
      },
    ]);
    expect(runOf([finding()]).columnKind).toBe("utf16CodeUnits");
  });

  it("writes URIs, not paths", () => {
    const [result] = runOf([finding({ span: place("ä b/#1%.ts", "1:1", "1:2") })]).results;
    const { uri } = result.locations[0].physicalLocation.artifactLocation;
    expect(new URL(uri, "file:///repo/").pathname).toBe(`/repo/${uri}`);
    expect(decodeURIComponent(uri)).toBe("apps/mail/ä b/#1%.ts");
  });

  it("has levels of its own for the severities", () => {
    const findings = [finding(), finding({ severity: "warning" }), finding({ severity: "info" })];
    expect(runOf(findings).results.map((result: { level: string }) => result.level)).toEqual([
      "error",
      "warning",
      "note",
    ]);
  });

  it("relates the other ends of a conflict", () => {
    const related = [{ message: "The first is here.", span: place("lib/b.ts", "9:3", "9:4") }];
    const [result] = runOf([finding({ related })]).results;
    expect(result.relatedLocations).toEqual([
      {
        id: 0,
        message: { text: "The first is here." },
        physicalLocation: {
          artifactLocation: { uri: "apps/mail/lib/b.ts", uriBaseId: "%SRCROOT%" },
          region: { startLine: 9, startColumn: 3, endLine: 9, endColumn: 4 },
        },
      },
    ]);
  });

  it("puts what has no place at the project's file, because GitHub refuses a log with a result that has none", async () => {
    const projectDir = await mkdtemp(join(tmpdir(), "flowline-sarif-"));
    const placeOf = () => runOf([finding({ span: null })], { projectDir, rootDir: projectDir }).results[0].locations;
    const at = (uri: string) => [{ physicalLocation: { artifactLocation: { uri, uriBaseId: "%SRCROOT%" } } }];
    expect(placeOf()).toEqual(at("flow.config.ts"));
    await writeFile(join(projectDir, "flow.config.mjs"), "");
    expect(placeOf()).toEqual(at("flow.config.mjs"));
    await rm(projectDir, { recursive: true });
  });

  it("is a log without results where nothing was found", () => {
    expect(runOf([])).toMatchObject({ tool: { driver: { rules: [] } }, results: [] });
  });
});
