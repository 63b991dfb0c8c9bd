import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findProject } from "../../src/index.js";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "flowline-"));
});
afterEach(() => rm(folder, { recursive: true }));

describe("findProject", () => {
  it.each(["flow.config.ts", "flow.config.mts", "flow.config.js", "flow.config.mjs"])(
    "finds %s above the folder",
    async name => {
      const inner = join(folder, "flows", "deep");
      await mkdir(inner, { recursive: true });
      await writeFile(join(folder, name), "");
      expect(await findProject(inner)).toEqual({ projectDir: folder });
    },
  );

  it("takes the nearest of two projects", async () => {
    const inner = join(folder, "inner");
    await mkdir(inner);
    await writeFile(join(folder, "flow.config.ts"), "");
    await writeFile(join(inner, "flow.config.ts"), "");
    expect(await findProject(inner)).toEqual({ projectDir: inner });
  });

  it("does not take a folder of that name for a project", async () => {
    await mkdir(join(folder, "flow.config.ts"));
    expect(await findProject(folder)).toMatchObject({
      diagnostic: { code: "FLOW5010", fix: "Run `flow init` to make one." },
    });
  });
});
