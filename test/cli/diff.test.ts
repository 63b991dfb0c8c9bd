import { execFile } from "node:child_process";
import { rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { copyExample, type ExampleProject } from "./example-project.js";
import { askFlow, runFlow } from "./flow-command.js";

const execute = promisify(execFile);

describe("flow diff", () => {
  let project: ExampleProject;
  beforeEach(async () => {
    project = await copyExample("upgrade-drip");
  });
  afterEach(() => project.remove());

  it("finds no difference in what is committed", async () => {
    const { stdout, code } = await runFlow(["diff"], { cwd: project.folder });
    expect([stdout, code]).toEqual(["upgrade-drip: no difference\n", 0]);
  });

  it("says what a longer wait means for those who wait, and fails only where it is asked to", async () => {
    await project.edit("upgrade-drip.ts", '"7d"', '"10d"');
    const { stdout, code } = await runFlow(["diff"], { cwd: project.folder });
    expect(code).toBe(0);
    expect(stdout).toContain("hi.wait: its deadline changed from 7d to 10d");
    const strict = await askFlow(["diff", "upgrade-drip", "--fail-on", "mapping"], { cwd: project.folder });
    expect(strict).toMatchObject({ code: 1, json: { ok: false, flows: [{ state: "changed", class: "mapping" }] } });
    expect((await runFlow(["diff", "--fail-on", "incompatible"], { cwd: project.folder })).code).toBe(0);
  });

  it("names flows that came and went", async () => {
    await rename(join(project.folder, "upgrade-drip.ts"), join(project.folder, "other-drip.ts"));
    const { json } = await askFlow(["diff"], { cwd: project.folder });
    expect(json.flows).toMatchObject([
      { flow: "other-drip", state: "added", class: "automatic" },
      { flow: "upgrade-drip", state: "removed", class: "mapping" },
    ]);
  });

  it("compares with a revision of git, and says which ones it does not know", async () => {
    const git = (...args: readonly string[]) =>
      execute("git", ["-c", "user.name=t", "-c", "user.email=t@example.com", ...args], { cwd: project.folder });
    await git("init", "-q");
    await git("add", "upgrade-drip.ts", "upgrade-drip.ir.json", "flow.config.ts", "flow.config.ir.json", "messages");
    await git("commit", "-qm", "first");
    await project.edit("upgrade-drip.ts", '"7d"', '"2d"');
    expect((await runFlow(["compile"], { cwd: project.folder })).code).toBe(0);
    expect((await askFlow(["diff"], { cwd: project.folder })).json.flows).toMatchObject([{ state: "same" }]);
    const { json } = await askFlow(["diff", "--against", "HEAD"], { cwd: project.folder });
    expect(json.flows).toMatchObject([{ state: "changed", changes: [{ node: "hi.wait" }] }]);
    const unknown = await askFlow(["diff", "--against", "no-such-branch"], { cwd: project.folder });
    expect(unknown).toMatchObject({ code: 2, json: { error: { code: "UNKNOWN_REVISION" } } });
    const option = await askFlow(["diff", "--against=--output=/tmp/x"], { cwd: project.folder });
    expect(option).toMatchObject({ code: 2, json: { error: { code: "UNKNOWN_REVISION" } } });
  });

  it("says which flow there is where the name is wrong, and which file cannot be read", async () => {
    const wrong = await askFlow(["diff", "upgrade-drop"], { cwd: project.folder });
    expect(wrong).toMatchObject({ code: 2, json: { error: { code: "UNKNOWN_FLOW" } } });
    await rm(join(project.folder, "upgrade-drip.ir.json"));
    await project.write("upgrade-drip.ir.json", "{}");
    const broken = await askFlow(["diff"], { cwd: project.folder });
    expect(broken.json).toMatchObject({ error: { code: "BAD_IR" } });
  });
});
