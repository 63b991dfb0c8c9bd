import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { copyExample, type ExampleProject } from "../cli/example-project.js";
import { askFlow, runFlow } from "../cli/flow-command.js";

const start = ["--start", "2025-03-03T09:00:00Z"];

describe("flow simulate", () => {
  let project: ExampleProject;
  beforeAll(async () => {
    project = await copyExample("upgrade-drip");
  });
  afterAll(() => project.remove());

  it("tells the story of somebody who upgrades in time, and needs no database", async () => {
    const args = ["simulate", "upgrade-drip", ...start, "--change", '3d {"upgraded":true}'];
    const { code, stdout } = await runFlow(args, { cwd: project.folder });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^A user was made up: \{.*"email":"ann@example.com"/);
    const [, story] = stdout.split("\n\n");
    expect(story).toBe(`day 0, Mon 3 Mar 09:00   enters "upgrade-drip" by its audience
                         send "hi" to ann@example.com
                         waits 7d until Mon 10 Mar 09:00
day 3, Thu 6 Mar 09:00   * upgraded is now true
day 7, Mon 10 Mar 09:00  skipped "upgrade": user.upgraded is true
                         ended: completed
`);
  });

  it("prints in the help what it then prints", async () => {
    const help = (await runFlow(["simulate", "--help"], { cwd: project.folder })).stdout;
    const args = ["simulate", "upgrade-drip", ...start, "--change", '3d {"upgraded":true}'];
    const { stdout } = await runFlow(args, { cwd: project.folder });
    const story = (stdout.split("\n\n")[1] ?? "").trimEnd();
    expect(story).not.toBe("");
    const indented = story.replace(/^/gm, "  ");
    expect(help).toContain(indented);
  });

  it("plays a scenario file, for a machine to check, and writes nothing", async () => {
    const ir = join(project.folder, "upgrade-drip.ir.json");
    const before = await readFile(ir, "utf8");
    const file = join(project.folder, "early.json");
    const subject = {
      id: 7,
      email: "bo@example.com",
      name: "Bo",
      upgraded: false,
      created_at: "2025-03-03T08:00:00.000Z",
    };
    await writeFile(file, JSON.stringify({ subject, start: "2025-03-03T09:00:00Z", until: "20d" }));
    const { code, json } = await askFlow(["simulate", "upgrade-drip", "--scenario", file], { cwd: project.folder });
    expect(code).toBe(0);
    expect(json).toMatchObject({
      madeUp: false,
      runs: [{ subject: "7", state: "completed", outcome: "completed", endedAt: "2025-03-10T09:00:00.000Z" }],
    });
    expect(json.lines.map((line: { readonly what: string }) => line.what)).toEqual([
      "started",
      "sent",
      "waiting",
      "sent",
      "ended",
    ]);
    expect(await readFile(ir, "utf8")).toBe(before);
  });

  it("knows the flow that was meant, and refuses a source with findings", async () => {
    const asked = await askFlow(["simulate", "upgrade-drop"], { cwd: project.folder });
    expect(asked.code).toBe(2);
    expect(asked.json.error).toMatchObject({ code: "UNKNOWN_FLOW", fix: expect.stringContaining("upgrade-drip") });
    const event = await askFlow(["simulate", "upgrade-drip", "--event", "2d order.paid {}"], { cwd: project.folder });
    expect(event.json.error.code).toBe("UNKNOWN_EVENT");
    await project.edit("upgrade-drip.ts", '"7d"', '"7"');
    const broken = await askFlow(["simulate", "upgrade-drip"], { cwd: project.folder });
    expect(broken.json.error.code).toBe("FINDINGS");
    await project.edit("upgrade-drip.ts", '"7"', '"7d"');
  });
});
