import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findRepositoryRoot } from "../../src/project/repository-root.js";

describe("the repository's root", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "flowline-root-"));
    await mkdir(join(folder, "apps/mail"), { recursive: true });
  });
  afterEach(() => rm(folder, { recursive: true }));

  it("is the nearest folder with .git, which is a file in a worktree", async () => {
    await mkdir(join(folder, ".git"));
    expect(findRepositoryRoot(join(folder, "apps/mail"))).toBe(folder);
    await writeFile(join(folder, "apps/.git"), "gitdir: elsewhere\n");
    expect(findRepositoryRoot(join(folder, "apps/mail"))).toBe(join(folder, "apps"));
  });

  it("is the project itself where there is no repository", () => {
    expect(findRepositoryRoot(join(folder, "apps/mail"))).toBe(join(folder, "apps/mail"));
  });
});
