import { describe, expect, it } from "vitest";
import { formatDiagnostics, orphanFindings } from "../../src/index.js";
import { finding, place } from "./support/findings.js";

const options = { format: "github", color: true, projectDir: "/repo/apps/mail" } as const;

/** Reads a command as the runner of GitHub Actions does. */
function readCommand(line: string) {
  const found = /^::(\w+) (.*?)::([^\r\n]*)$/.exec(line);
  if (found === null) throw new Error(`not a command: ${line}`);
  const [, name = "", list = "", data = ""] = found;
  const decode = (text: string) => text.replace(/%(3A|2C|0D|0A|25)/g, decodeURIComponent);
  const properties = list
    .split(",")
    .map(pair => [pair.slice(0, pair.indexOf("=")), decode(pair.slice(pair.indexOf("=") + 1))]);
  return { name, properties: Object.fromEntries(properties), message: decode(data) };
}

describe("github", () => {
  it("is one command for a finding, with its place from the repository's root", () => {
    const text = formatDiagnostics([finding()], { ...options, rootDir: "/repo" });
    expect(text).toBe(
      "::error file=apps/mail/a.ts,line=3,endLine=3,col=5,title=FLOW2004::It is wrong.%0Awhy: Because.%0Afix: Mend it.",
    );
  });

  it("has a command for each severity, one line each", () => {
    const findings = [finding(), finding({ severity: "warning" }), finding({ severity: "info" })];
    const lines = formatDiagnostics(findings, options).split("\n");
    expect(lines.map(line => readCommand(line).name)).toEqual(["error", "warning", "notice"]);
  });

  it("brings every character through to the other side", () => {
    const odd = finding({
      message: '50% of "a::b",\r\nand %0A, 1:2 \u{1F389}',
      cause: "c::d",
      fix: "e",
      span: place("odd, 100%:name=1.ts", "1:1", "1:2"),
    });
    const command = readCommand(formatDiagnostics([odd], options));
    expect(command.properties.file).toBe("odd, 100%:name=1.ts");
    expect(command.properties.title).toBe("FLOW2004");
    expect(command.message).toBe('50% of "a::b",\r\nand %0A, 1:2 \u{1F389}\nwhy: c::d\nfix: e');
  });

  it("leaves columns out where a place has several lines, since the runner would complain", () => {
    const text = formatDiagnostics([finding({ span: place("a.ts", "3:5", "7:2") })], options);
    expect(readCommand(text).properties).toEqual({ file: "a.ts", line: "3", endLine: "7", title: "FLOW2004" });
  });

  it("names no file where there is none", async () => {
    expect(readCommand(formatDiagnostics([finding({ span: null })], options)).properties).toEqual({
      title: "FLOW2004",
    });
    const orphan = readCommand(
      formatDiagnostics(await orphanFindings(["old.ir.json"], { projectDir: "/", flows: [] }), options),
    );
    expect(orphan).toMatchObject({ name: "warning", properties: { title: "FLOW6009" } });
    expect(orphan.message).toContain("old.ir.json");
  });

  it("tells the other ends of a conflict with their places", () => {
    const related = [{ message: "The first is here.", span: place("lib/b.ts", "9:3", "9:4") }];
    const text = formatDiagnostics([finding({ related })], { ...options, rootDir: "/repo" });
    expect(readCommand(text).message).toContain("\nThe first is here. (apps/mail/lib/b.ts:9:3)\n");
  });

  it("says nothing about nothing", () => {
    expect(formatDiagnostics([], options)).toBe("");
  });
});
