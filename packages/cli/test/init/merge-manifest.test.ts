import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { mergeManifest } from "../../src/init/merge-manifest.js";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "flowline manifest "));
});
afterEach(() => rm(folder, { recursive: true }));

const manifest = (): string => join(folder, "package.json");

describe("mergeManifest", () => {
  it("makes a package.json where there is none, with a name that npm accepts", async () => {
    expect(await mergeManifest(folder)).toBe("created");
    const made = JSON.parse(await readFile(manifest(), "utf8"));
    expect(made.name).toMatch(/^flowline-manifest-[a-z0-9-]+$/);
    expect(made.scripts).toEqual({ dev: "flow dev", compile: "flow compile" });
  });

  it("adds what is missing and changes nothing that is there, indentation included", async () => {
    await writeFile(manifest(), '{\n\t"name": "mine",\n\t"scripts": {\n\t\t"dev": "vite"\n\t}\n}\n');
    expect(await mergeManifest(folder)).toBe("changed");
    expect(await readFile(manifest(), "utf8")).toBe(
      '{\n\t"name": "mine",\n\t"scripts": {\n\t\t"dev": "vite",\n\t\t"compile": "flow compile"\n\t}\n}\n',
    );
    expect(await mergeManifest(folder)).toBe("kept");
  });

  it.each(["[]", "{", "null"])("refuses %s and leaves it as it is", async text => {
    await writeFile(manifest(), text);
    await expect(mergeManifest(folder)).rejects.toMatchObject({ code: "BAD_MANIFEST" });
    expect(await readFile(manifest(), "utf8")).toBe(text);
  });
});
