import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { loadCatalog, MESSAGE_FINDING_CODES } from "../src/index.js";
import { reportFinding } from "../src/templates/message-findings.js";
import { createProject } from "./support/message-project.js";

const README = new URL("../README.md", import.meta.url);

function cellsOf(row: string): readonly string[] {
  return row
    .slice(1, -1)
    .split("|")
    .map(cell => cell.trim());
}

describe("the README", () => {
  it("lists every finding as the program reports it", async () => {
    const rows = (await readFile(README, "utf8"))
      .split("\n")
      .filter(line => line.startsWith("| FLOW"))
      .map(cellsOf);
    const expected = MESSAGE_FINDING_CODES.map(code => {
      const { cause, fix } = reportFinding(code, { message: "", span: null });
      return [code, cause, fix];
    });
    expect(rows).toEqual(expected);
  });

  it("shows a message file that is right", async () => {
    const example = /```text\n([\s\S]*?)```/.exec(await readFile(README, "utf8"))?.[1] ?? "";
    const { messages, diagnostics } = await loadCatalog(await createProject({ "messages/hi.md": example }), "messages");
    expect(diagnostics).toEqual([]);
    expect(messages.hi?.variables.map(variable => variable.field)).toEqual(["name", "name", "created_at", "space"]);
  });
});
