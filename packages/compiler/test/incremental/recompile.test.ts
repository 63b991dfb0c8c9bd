import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { compileSource, type SourceOptions } from "../../src/compile-source.js";
import { differences, fingerprintAll } from "../../src/incremental/fingerprint.js";
import { recompile } from "../../src/incremental/recompile.js";
import { writeFiles } from "../support/write-project.js";

const CONFIG = `import { defineProject, env, smtp, subject, table } from "flowline";
import { z } from "zod";

export default defineProject({
  database: env("DATABASE_URL"),
  subjects: {
    user: subject({
      schema: z.object({ id: z.string(), email: z.string() }),
      source: table("users", { key: "id" }),
      email: user => user.email,
    }),
  },
  messages: "./messages",
  channels: { email: smtp({ url: env("SMTP_URL"), from: "Ada <ada@example.com>" }) },
});
`;

const flow = (rest: string, imports = "") =>
  `import { send } from "flowline";\n${imports}export default send("hi", user => user.id !== "a")${rest};\n`;

let options: SourceOptions;

beforeEach(async () => {
  const folder = await writeFiles({
    "flow.config.ts": CONFIG,
    "one.ts": flow('.waitFor("1d").send("bye")'),
    "two.ts": flow(".waitFor(PAUSE)", 'import { PAUSE } from "./pause.js";\n'),
    "pause.ts": 'export const PAUSE = "2d";\n',
  });
  const messages = { hi: { file: "hi.md", variables: [] }, bye: { file: "bye.md", variables: [] } };
  const catalog = async () => ({ messages, diagnostics: [] });
  options = { projectDir: folder, folder, configPath: join(folder, "flow.config.ts"), messages: catalog };
});
afterEach(() => rm(options.folder, { recursive: true }));

/** What a compile makes of the project after a change, of the changed part alone; null where it takes all of it. */
async function after(file: string, text: string | null) {
  const before = await compileSource(options);
  const known = await fingerprintAll(options.folder, before.inputs);
  const path = join(options.folder, file);
  await (text === null ? rm(path) : writeFile(path, text));
  const now = await fingerprintAll(options.folder, before.inputs);
  const again = await recompile(before, { changed: differences(known, now), now, options });
  return { before, again };
}

describe("a part is compiled anew where only flows have changed", () => {
  test("and the others are those of before", async () => {
    const { before, again } = await after("one.ts", flow('.waitFor("3d").send("bye")'));
    const hashes = (snapshot: typeof before | null) => snapshot?.source.flows.map(({ flow: { ir } }) => ir.hash) ?? [];
    expect(hashes(before)).toHaveLength(2);
    expect(hashes(again)[0]).not.toBe(hashes(before)[0]);
    expect(again?.source.flows[1]?.flow).toBe(before.source.flows[1]?.flow);
  });

  test("with what is wrong in them, and not what was", async () => {
    const { again } = await after("one.ts", flow('.waitFor("3x")'));
    expect(again?.source.diagnostics.map(({ code, span }) => [code, span?.file])).toEqual([
      [expect.stringMatching(/^FLOW/), "one.ts"],
    ]);
    expect(again?.source.flows.map(({ flow: { name } }) => name)).toEqual(["two"]);
  });
});

describe("everything is compiled anew", () => {
  test.each([
    ["where a module of several has changed", "pause.ts", 'export const PAUSE = "3d";\n'],
    ["where a file imports something else", "one.ts", flow("", 'import "./pause.js";\n')],
    ["where a file holds no flow any more", "one.ts", "export const one = 1;\n"],
    ["where a file is new", "three.ts", flow("")],
    ["where a file is gone", "one.ts", null],
    ["where the project has changed", "flow.config.ts", `${CONFIG}\n`],
  ])("%s", async (_, file, text) => {
    expect((await after(file, text)).again).toBeNull();
  });
});

describe("what decides where imports lead is part of what a compile depends on", () => {
  test.each(["package.json", "pause.js", "tsconfig.json", "node_modules/@flowline/dsl/index.js"])("%s", async file => {
    const before = await compileSource(options);
    const known = await fingerprintAll(options.folder, before.inputs);
    await mkdir(join(options.folder, file, ".."), { recursive: true });
    await writeFile(join(options.folder, file), "");
    expect(differences(known, await fingerprintAll(options.folder, before.inputs))).not.toEqual([]);
  });
});
