import { existsSync, readdirSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { checkIr, compile, diagnosticPages, formatDiagnostics, writeIr } from "../src/index.js";
import { readMessages } from "./support/read-messages.js";

// Each folder is a project. Beside its flows stands the IR that they compile to, in `expected.txt` what the compiler
// has to say. Both are written by UPDATE_FIXTURES=1 and read in review.

const folder = fileURLToPath(new URL("./fixtures", import.meta.url));
const names = readdirSync(folder).sort();
const update = process.env["UPDATE_FIXTURES"] === "1";
const reported = new Set<string>();

describe.concurrent("each fixture compiles to what stands beside it", () => {
  it.for(names)("%s", { timeout: 60_000 }, async (name, { expect }) => {
    const projectDir = join(folder, name);
    const messages = (messageFolder: string) => readMessages(projectDir, messageFolder);
    const result = await compile({ projectDir, messages, limitMs: name.startsWith("slow-") ? 1500 : 30_000 });
    for (const { code } of result.diagnostics) reported.add(code);
    const text = `${formatDiagnostics(result.diagnostics, { format: "text", color: false, projectDir })}\n`.replaceAll(
      folder,
      "/fixtures",
    );
    if (update) {
      await writeIr(result);
      await writeFile(join(projectDir, "expected.txt"), text);
    }
    expect(text).toBe(await readFile(join(projectDir, "expected.txt"), "utf8"));
    expect(await checkIr(result)).toEqual([]);
    const committed = readdirSync(projectDir, { recursive: true, encoding: "utf8" }).filter(file =>
      file.endsWith(".ir.json"),
    );
    const compiled = [...(result.project === null ? [] : [result.project]), ...result.flows].map(({ path }) => path);
    expect(committed.map(file => join(projectDir, file)).sort()).toEqual(compiled.sort());
    expect(
      existsSync(join(projectDir, ".flow", "build")) ? readdirSync(join(projectDir, ".flow", "build")) : [],
    ).toEqual([]);
  });
});
