import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { compile, formatDiagnostics } from "../src/index.js";
import { readMessages } from "./support/read-messages.js";

const seed = fileURLToPath(new URL("./fixtures/seed", import.meta.url));

let folder = "";
beforeEach(async () => {
  // Inside the repository, so that a project finds its packages; git ignores folders of this name.
  const parent = fileURLToPath(new URL("../.flow", import.meta.url));
  await mkdir(parent, { recursive: true });
  folder = await mkdtemp(join(parent, "compile test é "));
});
afterEach(() => rm(folder, { recursive: true }));

async function compileAt(projectDir: string) {
  const result = await compile({ projectDir, messages: name => readMessages(projectDir, name) });
  return { ...result, report: formatDiagnostics(result.diagnostics, { format: "text", color: false, projectDir }) };
}

describe("compile", () => {
  it("gives the same IR in a folder with spaces, and through a link to it", { timeout: 60_000 }, async () => {
    const projectDir = join(folder, "my project");
    await cp(seed, projectDir, { recursive: true });
    await symlink(projectDir, join(folder, "link"));
    const committed = await readFile(join(seed, "upgrade-drip.ir.json"), "utf8");
    for (const path of [projectDir, join(folder, "link")]) {
      const { flows, report } = await compileAt(path);
      expect(report).toBe("");
      expect(flows.map(({ text }) => text)).toEqual([committed]);
    }
  });

  it("finds the place of what a module throws in a project that calls its .js files CommonJS", {
    timeout: 60_000,
  }, async () => {
    await cp(seed, folder, { recursive: true });
    await writeFile(join(folder, "package.json"), '{ "type": "commonjs" }');
    await writeFile(
      join(folder, "bad.js"),
      'import { send } from "flowline";\n\nexport default send(null.name, user => user.upgraded);\n',
    );
    const { flows, diagnostics } = await compileAt(folder);
    expect(flows.map(({ name }) => name)).toEqual(["upgrade-drip"]);
    expect(diagnostics).toMatchObject([{ code: "FLOW5008", span: { file: "bad.js", start: { line: 3, column: 26 } } }]);
  });

  it("says that there is no project in a folder that does not exist", async () => {
    const { project, diagnostics } = await compileAt(join(folder, "nowhere"));
    expect(project).toBeNull();
    expect(diagnostics).toMatchObject([{ code: "FLOW5010" }]);
  });
});
