import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Diagnostic } from "@flowline/ir";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { copyExample, type ExampleProject } from "./example-project.js";
import { askFlow, type Document, runFlow } from "./flow-command.js";

const execute = promisify(execFile);
const root = fileURLToPath(new URL("../..", import.meta.url));

describe("flow compile", () => {
  let project: ExampleProject;
  beforeEach(async () => {
    project = await copyExample("upgrade-drip");
  });
  afterEach(() => project.remove());

  /** One mistake, the code of its finding, and words that tell a person what to do. */
  const mistakes = [
    {
      title: "an unknown message, with the name that was meant",
      edit: ["upgrade-drip.ts", '"upgrade"', '"upgrad"'],
      code: "FLOW2002",
      says: /Did you mean "?upgrade"?/,
    },
    {
      title: "a duration without a unit",
      edit: ["upgrade-drip.ts", '"7d"', '"7"'],
      code: /^FLOW/,
      says: /unit/,
    },
    {
      title: "a field that the subject lacks, with the name that was meant",
      edit: ["upgrade-drip.ts", "!user.upgraded", "!user.upgradedd"],
      code: "FLOW2004",
      says: /Did you mean "?upgraded"?/,
    },
    {
      title: "a guard that calls a function",
      edit: ["upgrade-drip.ts", "!user.upgraded", "!isPaying(user)"],
      code: /^FLOW/,
      says: /isPaying/,
    },
    {
      title: "front matter that is no YAML",
      edit: ["messages/hi.md", "subject:", "subject: ["],
      code: "FLOW2103",
      says: /messages\/hi\.md/,
    },
    {
      title: "a variable that the schema lacks",
      edit: ["messages/upgrade.md", "A week in, {{ user.name }}", "A week in, {{ user.nmae }}"],
      code: "FLOW2005",
      says: /name/,
    },
  ] as const;

  it.each(mistakes)("refuses $title", async ({ edit, code, says }) => {
    const [file, from, to] = edit;
    await project.edit(file, from, to);
    const asked = await askFlow(["compile"], { cwd: project.folder });
    expect(asked.code).toBe(1);
    expect(asked.json.ok).toBe(false);
    const codes = asked.json.diagnostics.map((one: Diagnostic) => one.code);
    expect(codes).toContainEqual(typeof code === "string" ? code : expect.stringMatching(code));
    expect(asked.json.written).toEqual([]);
    const found = asked.json.diagnostics.map((one: Diagnostic) =>
      [one.span?.file, one.message, one.cause, one.fix].join(" "),
    );
    expect(found.join("\n")).toMatch(says);
  });

  it("reports all mistakes at once, and writes nothing while there is one", async () => {
    await project.edit("upgrade-drip.ts", '"upgrade"', '"upgrad"');
    await project.edit("upgrade-drip.ts", "!user.upgraded", "!user.upgradedd");
    await project.edit("messages/hi.md", "{{ user.name }}", "{{ user.nmae }}");
    const told = await runFlow(["compile"], { cwd: project.folder });
    expect(told.code).toBe(1);
    for (const code of ["FLOW2002", "FLOW2004", "FLOW2005"]) expect(told.stdout).toContain(`error ${code}`);
    expect(told.stdout).toContain("3 errors");
    expect(told.stdout).toContain('> 5 |   .send("upgrad"');
    expect(told.stdout).toContain("Nothing was written.");
    expect(told.stdout + told.stderr).not.toMatch(/^\s+at .+:\d+:\d+/m);
  });

  it("says that a committed file is stale with --check, and writes it without", async () => {
    await project.edit("upgrade-drip.ts", '"7d"', '"8d"');
    const stale = await askFlow(["compile", "--check"], { cwd: project.folder });
    expect(stale.code).toBe(1);
    expect(JSON.stringify(stale.json.diagnostics)).toContain("upgrade-drip.ir.json");
    const compiled = await askFlow(["compile"], { cwd: project.folder });
    expect(compiled.json).toMatchObject({ ok: true, written: ["upgrade-drip.ir.json"] });
    expect((await runFlow(["compile", "--check"], { cwd: project.folder })).code).toBe(0);
  });

  it("points at the IR of a flow that is gone: a warning, which fails with --check", async () => {
    await rm(join(project.folder, "upgrade-drip.ts"));
    const finding = {
      code: "FLOW6009",
      severity: "warning",
      message: expect.stringMatching(/^upgrade-drip\.ir\.json /),
    };
    const checked = await askFlow(["compile", "--check"], { cwd: project.folder });
    expect(checked).toMatchObject({ code: 1, json: { ok: false, orphans: ["upgrade-drip.ir.json"] } });
    expect(checked.json.diagnostics).toMatchObject([finding]);
    const compiled = await askFlow(["compile"], { cwd: project.folder });
    expect(compiled).toMatchObject({ code: 0, json: { ok: true, diagnostics: [finding] } });
  });

  it("prints one line for each flow and nothing else where nothing is found", async () => {
    const line = /^upgrade-drip {2}5 nodes {2}audience: user\.signed_up_today {2}[0-9a-f]{8} {2}(.*)\n$/;
    const first = await runFlow(["compile"], { cwd: project.folder });
    expect(first).toMatchObject({ code: 0, stderr: "" });
    expect(line.exec(first.stdout)?.[1]).toBe("unchanged");
    await project.edit("upgrade-drip.ts", '"7d"', '"8d"');
    const second = await runFlow(["compile"], { cwd: project.folder });
    expect(line.exec(second.stdout)?.[1]).toBe("wrote upgrade-drip.ir.json");
  });

  it("prints SARIF and nothing else, with the titles of messages' findings, too", async () => {
    await project.edit("upgrade-drip.ts", "!user.upgraded", "!user.upgradedd");
    await project.edit("messages/hi.md", "subject:", "subjekt:");
    const { code, stdout } = await runFlow(["compile", "--format", "sarif"], { cwd: project.folder });
    expect(code).toBe(1);
    const [run] = JSON.parse(stdout).runs;
    const titles = run.tool.driver.rules.map((rule: Document) => rule.shortDescription.text);
    expect(titles).toContain("The front matter has an unknown key");
    const found = run.results.map((result: Document) => [
      result.ruleId,
      result.locations[0].physicalLocation.artifactLocation.uri,
      result.locations[0].physicalLocation.region.startLine,
    ]);
    expect(found).toContainEqual(["FLOW2004", "upgrade-drip.ts", 5]);
    expect(found).toContainEqual(["FLOW2106", "messages/hi.md", 3]);
  });

  it("names files from the repository's root for SARIF and GitHub, wherever it runs", async () => {
    await project.edit("upgrade-drip.ts", "!user.upgraded", "!user.upgradedd");
    await project.write(".git", "gitdir: elsewhere\n");
    const nested = join(project.folder, "apps/mail");
    await mkdir(nested, { recursive: true });
    for (const name of ["flow.config.ts", "upgrade-drip.ts", "messages"]) {
      await rename(join(project.folder, name), join(nested, name));
    }
    for (const place of [{ cwd: project.folder }, { cwd: join(nested, "messages") }]) {
      const args = ["compile", "--format", "github", "--project", nested];
      expect((await runFlow(args, place)).stdout).toMatch(/^::error file=apps\/mail\/upgrade-drip\.ts,line=5,/);
    }
  });

  it("answers a usage error in JSON where --format asks for it", async () => {
    const { code, stdout } = await runFlow(["compile", "--nope", "--format", "json"], { cwd: project.folder });
    expect(code).toBe(2);
    expect(JSON.parse(stdout).error.code).toBe("USAGE");
  });

  it.each([
    { args: ["--format", "yaml"], says: /'yaml' is invalid\. Allowed choices are text, json, sarif, github\./ },
    { args: ["--format", "sarif", "--json"], says: /--json and --format sarif ask for two formats at once\./ },
    { args: ["--format", "github", "--watch"], says: /--watch cannot print github/ },
  ])("refuses $args in one sentence", async ({ args, says }) => {
    const { code, stderr } = await runFlow(["compile", ...args], { cwd: project.folder });
    expect(code).toBe(2);
    expect(stderr).toMatch(says);
  });
});

describe("without a project", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "flowline-none-"));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it.each([["compile"], ["dev"], ["plan", "x"], ["deploy"], ["worker"]])(
    "flow %s says how to begin one",
    async (...args) => {
      const { code, json, stderr } = await askFlow(args, { cwd: folder });
      expect(code).toBe(2);
      expect(json.error).toMatchObject({ code: "NO_PROJECT", fix: expect.stringContaining("flow init") });
      expect(stderr).toMatch(/^Error: There is no project here/);
    },
  );

  it("flow runs says that there is no database", async () => {
    const { code, json } = await askFlow(["runs"], { cwd: folder });
    expect(code).toBe(2);
    expect(json.error.code).toBe("NO_DATABASE");
  });

  it.each([[["nope"]], [["compile", "--nope"]], [["plan"]], [["runs", "--state", "asleep"]]])(
    "%j is a usage error in one document",
    async args => {
      const { code, json } = await askFlow(args, { cwd: folder });
      expect(code).toBe(2);
      expect(json.error.code).toBe("USAGE");
    },
  );
});

describe("flow explain", () => {
  const place = { cwd: tmpdir() };

  it("prints the page of a finding, outside of any project, too", async () => {
    const told = await runFlow(["explain", "flow2104"], place);
    expect(told).toMatchObject({ code: 0, stderr: "" });
    expect(told.stdout).toMatch(/^error FLOW2104 {2}A message has no subject line\n\n.*\n\nwrong:\n.*\n\nright:\n/s);
    const { json } = await askFlow(["explain", "FLOW2104"], place);
    expect(json).toMatchObject({ code: "FLOW2104", severity: "error", spelling: { right: expect.any(String) } });
  });

  it("lists all codes", async () => {
    const { code, json } = await askFlow(["explain"], place);
    expect(code).toBe(0);
    expect(json.families.map((one: Document) => one.family)).toEqual(
      expect.arrayContaining(["form", "names", "build"]),
    );
  });

  it("refuses an unknown code with the one that was meant", async () => {
    const { code, json, stderr } = await askFlow(["explain", "FLOW2O04"], place);
    expect(code).toBe(2);
    expect(json.error).toMatchObject({ code: "UNKNOWN_CODE", nearest: expect.stringMatching(/^FLOW2/) });
    expect(stderr).toMatch(/^Error: There is no finding with the code "FLOW2O04"\.\nDid you mean FLOW2\d04\?/);
  });
});

describe("the examples", () => {
  it.each(["upgrade-drip", "win-back"])("%s type-checks and its committed IR is that of its source", async name => {
    const folder = join(root, "examples", name);
    await execute(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "-p", folder]);
    expect(await runFlow(["compile", "--check"], { cwd: folder })).toMatchObject({ code: 0 });
  });

  it("a field that does not exist is an error in the editor, in either way of typing a project", async () => {
    for (const [name, file, from, to] of [
      ["upgrade-drip", "upgrade-drip.ts", "user.upgraded", "user.upgradedd"],
      ["win-back", "win-back.ts", "account.seats", "account.seets"],
    ] as const) {
      const project = await copyExample(name);
      await project.edit(file, from, to);
      const typing = execute(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "-p", project.folder]);
      await expect(typing).rejects.toMatchObject({
        stdout: expect.stringMatching(/Did you mean '(?:upgraded|seats)'/),
      });
      await project.remove();
    }
  });
});
