import { existsSync, readdirSync, readFileSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { decodeFlow, decodeProject } from "@flowline/ir";
import { verifyHash } from "@flowline/ir/hash";
import { describe, expect, it } from "vitest";
import { checkIr, compile, diagnosticPages, formatDiagnostics, orphanFindings, writeIr } from "../src/index.js";
import { readMessages } from "./support/read-messages.js";

// Each folder is a project. Beside its flows stands the IR that they compile to, in `expected.txt` what the compiler
// has to say. Both are written by UPDATE_FIXTURES=1 and read in review; the IR of `stale-` projects never is.

const folder = fileURLToPath(new URL("./fixtures", import.meta.url));
const names = readdirSync(folder).sort();
const update = process.env.UPDATE_FIXTURES === "1";

describe.concurrent("a project compiles to what stands beside it", () => {
  it.for(names)("%s", { timeout: 60_000 }, async (name, { expect }) => {
    const projectDir = join(folder, name);
    const messages = (messageFolder: string) => readMessages(projectDir, messageFolder);
    const limitMs = name.startsWith("slow-") ? 5000 : 30_000;
    const result = await compile({ projectDir, messages, limitMs });
    if (update && !name.startsWith("stale-")) await writeIr(result);
    const orphans = irFilesIn(projectDir).filter(path => !compiledPaths(result).includes(path));
    const findings = [
      ...result.diagnostics,
      ...(await checkIr(result)),
      ...(await orphanFindings(
        orphans.map(path => relative(projectDir, path)),
        { projectDir, flows: result.flows },
      )),
    ];
    const report = formatDiagnostics(findings, { format: "text", color: false, projectDir });
    const text = `${report}\n`.replaceAll(folder, "/fixtures");
    if (update) await writeFile(join(projectDir, "expected.txt"), text);
    expect(text).toBe(await readFile(join(projectDir, "expected.txt"), "utf8"));

    if (result.project !== null) expect(decodeProject(JSON.parse(result.project.text))).toEqual(result.project.ir);
    for (const flow of result.flows) expect(verifyHash(decodeFlow(JSON.parse(flow.text)))).toEqual(flow.ir);
    const buildDir = join(projectDir, ".flow", "build");
    expect(existsSync(buildDir) ? readdirSync(buildDir) : []).toEqual([]);
  });
});

/** Two copies of a package are made by the tests of phase 3, and packages are built by those of `build-package`. */
const shownElsewhere: readonly string[] = ["FLOW5007", "FLOW5017"];

describe("the diagnostics", () => {
  it("each have a fixture that shows them", () => {
    const reports = names.map(name => readFileSync(join(folder, name, "expected.txt"), "utf8")).join("\n");
    const unseen = diagnosticPages.filter(({ code, severity }) => !reports.includes(`${severity} ${code} `));
    expect(unseen.map(({ code }) => code)).toEqual(shownElsewhere);
  });

  it("each have a code of their own", () => {
    const codes = diagnosticPages.map(({ code }) => code);
    expect(codes).toEqual([...new Set(codes)]);
  });
});

function irFilesIn(projectDir: string): readonly string[] {
  const files = readdirSync(projectDir, { recursive: true, encoding: "utf8" });
  return files.filter(file => file.endsWith(".ir.json")).map(file => join(projectDir, file));
}

function compiledPaths({ project, flows }: Awaited<ReturnType<typeof compile>>): readonly string[] {
  return [...(project === null ? [] : [project]), ...flows].map(({ path }) => path);
}
