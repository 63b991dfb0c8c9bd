import { mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { copyExample, type ExampleProject } from "./example-project.js";
import { type Document, type RunningFlow, startFlow } from "./flow-command.js";

describe("flow compile --watch", () => {
  let project: ExampleProject;
  let running: RunningFlow | undefined;
  beforeEach(async () => {
    project = await copyExample("upgrade-drip");
  });
  afterEach(async () => {
    await running?.stop("SIGKILL");
    await project.remove();
  });

  /** Starts it, and gives what it tells of a change: the first answer after it that fits. */
  async function watch(...args: readonly string[]) {
    const flow = startFlow(["compile", "--watch", ...args], { cwd: project.folder });
    running = flow;
    await flow.next(isCompiled);
    return async (change: () => Promise<void>, fits: (event: Document) => boolean): Promise<Document> => {
      const before = flow.events.length;
      await change();
      return await flow.next(event => flow.events.indexOf(event) >= before && isCompiled(event) && fits(event));
    };
  }

  it("compiles again at every change, goes on after mistakes, and ends well", async () => {
    const told = await watch();
    expect(running?.events[0]).toMatchObject({ event: "compiled", ok: true, written: [] });
    const broken = await told(() => project.edit("upgrade-drip.ts", '"7d"', '"7d'), isBad);
    expect(broken.diagnostics.map((one: Document) => one.code)).toContain("FLOW1014");
    const mended = await told(() => project.edit("upgrade-drip.ts", '"7d', '"8d"'), isGood);
    expect(mended).toMatchObject({ written: ["upgrade-drip.ir.json"], diagnostics: [] });
    const message = await told(() => project.edit("messages/hi.md", "subject:", "subjekt:"), isBad);
    expect(message.diagnostics.map((one: Document) => one.code)).toContain("FLOW2106");
    expect(await running?.stop("SIGINT")).toBe(0);
  });

  it("survives the project file going away and coming back", async () => {
    const told = await watch();
    const [file, away] = [join(project.folder, "flow.config.ts"), join(project.folder, "flow.config.txt")];
    const gone = await told(() => rename(file, away), isBad);
    expect(gone.diagnostics.map((one: Document) => one.code)).toContain("FLOW5010");
    expect((await told(() => rename(away, file), isGood)).flows).toHaveLength(1);
    expect(await running?.stop("SIGTERM")).toBe(0);
  });

  it("watches what a flow imports from outside of the project", async () => {
    const shared = await mkdtemp(join(tmpdir(), "flowline-shared-"));
    await writeFile(join(shared, "pause.ts"), 'export const pause = "7d";\n');
    await project.edit("upgrade-drip.ts", '"7d"', "pause");
    await project.edit(
      "upgrade-drip.ts",
      "import { send",
      `import { pause } from "../${basename(shared)}/pause.js";\nimport { send`,
    );
    const told = await watch();
    const change = () => writeFile(join(shared, "pause.ts"), 'export const pause = "9d";\n');
    expect(await told(change, isGood)).toMatchObject({ written: ["upgrade-drip.ir.json"] });
    await rm(shared, { recursive: true });
  });

  it("with --check writes nothing, and watches what is committed, too", async () => {
    const ir = join(project.folder, "upgrade-drip.ir.json");
    const committed = await readFile(ir, "utf8");
    const told = await watch("--check");
    const stale = await told(() => project.edit("upgrade-drip.ts", '"7d"', '"8d"'), isBad);
    expect(stale.diagnostics.map((one: Document) => one.code)).toEqual(["FLOW6006"]);
    expect(await readFile(ir, "utf8")).toBe(committed);
    await told(() => project.edit("upgrade-drip.ts", '"8d"', '"7d"'), isGood);
    const changed = await told(() => project.edit("upgrade-drip.ir.json", "604800000", "1"), isBad);
    expect(changed.diagnostics.map((one: Document) => one.code)).toEqual(["FLOW6006"]);
  });
});

function isCompiled(event: Document): boolean {
  return event.event === "compiled";
}

function isGood(event: Document): boolean {
  return event.ok;
}

function isBad(event: Document): boolean {
  return !event.ok;
}
