import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Diagnostic } from "@flowline/ir";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { copyExample, type ExampleProject } from "./example-project.js";
import { askFlow, runFlow } from "./flow-command.js";

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

  it("points at the IR of a flow that is gone", async () => {
    await rm(join(project.folder, "upgrade-drip.ts"));
    const { code, json } = await askFlow(["compile", "--check"], { cwd: project.folder });
    expect(json.orphans).toEqual(["upgrade-drip.ir.json"]);
    expect(code).toBe(1);
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
