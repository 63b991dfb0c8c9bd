import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { CompileResult } from "../../src/index.js";
import { checkIr, compile, writeIr } from "../../src/index.js";
import { readMessages } from "../support/read-messages.js";

let compiled: CompileResult;
let folder = "";
let result: CompileResult;
beforeAll(async () => {
  const projectDir = fileURLToPath(new URL("../fixtures/seed", import.meta.url));
  compiled = await compile({ projectDir, messages: name => readMessages(projectDir, name) });
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "flowline-"));
  const [flow] = compiled.flows;
  if (flow === undefined) throw new Error("The seed did not compile.");
  result = { ...compiled, project: null, flows: [{ ...flow, path: join(folder, "upgrade-drip.ir.json") }] };
});
afterEach(() => rm(folder, { recursive: true }));

describe("writeIr", () => {
  it("writes what is missing and leaves no temporary file", async () => {
    const path = join(folder, "upgrade-drip.ir.json");
    expect(await writeIr(result)).toEqual([{ path, changed: true }]);
    expect(await readFile(path, "utf8")).toBe(result.flows[0]?.text);
    expect(await readdir(folder)).toEqual(["upgrade-drip.ir.json"]);
  });

  it("leaves a file alone that says the same, even with other line ends", async () => {
    const path = join(folder, "upgrade-drip.ir.json");
    await writeFile(path, (result.flows[0]?.text ?? "").replaceAll("\n", "\r\n"));
    const before = await stat(path);
    expect(await writeIr(result)).toEqual([{ path, changed: false }]);
    expect((await stat(path)).ino).toBe(before.ino);
    expect(await checkIr(result)).toEqual([]);
  });
});

describe("checkIr", () => {
  it("tells a missing file from one that is out of date", async () => {
    expect(await checkIr(result)).toMatchObject([{ code: "FLOW6006", message: "upgrade-drip.ir.json is missing." }]);
    await writeFile(join(folder, "upgrade-drip.ir.json"), "{}\n");
    expect(await checkIr(result)).toMatchObject([
      { code: "FLOW6006", message: "upgrade-drip.ir.json is out of date." },
    ]);
  });
});

describe("a compile", () => {
  it("names every file that it read", () => {
    const folderOf = fileURLToPath(new URL("../fixtures/seed/", import.meta.url));
    const files = compiled.files.filter(file => file.startsWith(folderOf)).map(file => file.slice(folderOf.length));
    expect(files).toEqual(["flow.config.ts", "messages/hi.md", "messages/upgrade.md", "upgrade-drip.ts"]);
  });
});
