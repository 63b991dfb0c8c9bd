import { execFile } from "node:child_process";
import { readFile, rm } from "node:fs/promises";
import { join, relative } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { buildJourneyPackage } from "../../src/index.js";
import { buildAt, CONFIG, writeFiles } from "../support/write-project.js";

const run = promisify(execFile);

const PACKAGE = {
  "package.json": JSON.stringify({
    name: "@acme/journeys",
    version: "1.2.0",
    type: "module",
    exports: { ".": { types: "./dist/index.d.ts", default: "./dist/index.js" }, "./extra": "./dist/more/extra.js" },
    peerDependencies: { flowline: "*" },
  }),
  "src/index.ts": `export * from "./drip.js";\nexport { isOld } from "./guards.js";\n`,
  "src/drip.ts": `import { journey, on } from "flowline";
import { z } from "zod";
import { pool } from "./db.js";
import { isOld } from "./guards.js";

export const drip = journey({
  name: "drip",
  config: z.object({ messages: z.array(z.string()).min(1) }),
  build: ({ messages }) =>
    on("user.signed_up")
      .each(messages, (b, message) => b.send(message, user => isOld(user) && user.plan !== message))
      .do("log", async (user, ctx) => pool.query(user.email, ctx.steps.first.status)),
});
`,
  "src/guards.ts": `const age = 65;\nexport const isOld = (user: { age: number }) => user.age > age;\n`,
  "src/db.ts": `export const pool = { query: (...args) => args.join() };\nglobalThis.touched = true;\n`,
  "src/more/extra.ts": `import { on } from "flowline";\nexport const chain = on("extra").send("extra");\n`,
};

function inPackage(files: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([file, text]) => [`node_modules/@acme/journeys/${file}`, text]));
}

describe("a built package of journeys", { timeout: 60_000 }, () => {
  it("is compiled where it is used, with the places of its own source, and its bodies are left alone", async () => {
    const folder = await writeFiles({
      "flow.config.ts": CONFIG,
      "mine.ts": `import { drip } from "@acme/journeys";\n\nexport default drip({ messages: ["a", "b"] });\n`,
      "bad.ts": `import { drip } from "@acme/journeys";\nexport default drip({ messages: [] });\n`,
      "more.ts": `import { chain } from "@acme/journeys/extra";\nexport default chain.send("x");\n`,
      ...inPackage(PACKAGE),
      ...inPackage({
        "src/db.ts": `throw new Error("the pool was touched");\nexport const pool = { query: (...args) => args.join() };\n`,
      }),
    });
    try {
      const packageDir = join(folder, "node_modules/@acme/journeys");
      const built = await buildJourneyPackage({ packageDir });
      expect(built.diagnostics).toEqual([]);
      expect(built.files.map(file => relative(packageDir, file).replace(/-[A-Z0-9]+\./, "-HASH."))).toEqual([
        "dist/index.flow.js",
        "dist/index.flow.json",
        "dist/index.js",
        "dist/more/extra.flow.js",
        "dist/more/extra.flow.json",
        "dist/more/extra.js",
      ]);
      // What was not published cannot be looked at.
      await rm(join(packageDir, "src"), { recursive: true });
      const { flows, findings, reading } = await buildAt(folder);
      expect(findings).toEqual([]);
      expect(flows.map(({ name }) => name)).toEqual(["bad", "mine", "more"]);
      const [bad, mine] = flows;
      expect(bad?.draft.links[0]?.args[0]).toMatchObject({ kind: "value", type: "badConfig" });
      expect(reading.sites.get(bad?.draft.links[0]?.site ?? "")).toMatchObject({ word: "journey", file: "bad.ts" });
      expect(reading.sites.get(mine?.draft.journey?.site ?? "")).toMatchObject({ word: "journey", file: "mine.ts" });
      const each = mine?.draft.links[1];
      expect(each?.site).toMatch(/^@acme\/journeys@1\.2\.0:src\/drip\.ts#\d+$/);
      expect(reading.sites.get(each?.site ?? "")).toMatchObject({
        word: "each",
        file: "node_modules/@acme/journeys/src/drip.ts",
        span: { file: "node_modules/@acme/journeys/src/drip.ts", start: { line: 11 } },
        args: [{ form: "computed" }, { form: "lambda", members: new Map() }],
      });
      const arms = each?.args[1];
      const guard =
        arms?.kind === "list" && arms.items[0]?.kind === "chain" ? arms.items[0].chain.links[0]?.args[1] : null;
      const lambda = guard?.kind === "lambda" ? guard.lambda : null;
      expect(lambda?.captures).toEqual([{ value: 65 }, { value: "a" }]);
      expect(reading.lambdas.get(lambda?.lambda ?? "")?.tree).toMatchObject({ kind: "logical", how: "&&" });
      const body = mine?.draft.links[2]?.args[1];
      const handler = reading.lambdas.get((body?.kind === "lambda" ? body.lambda.lambda : null) ?? "");
      expect(handler?.mentions.paths.map(({ parameter, path }) => [parameter, ...path])).toEqual([
        [0, "email"],
        [1, "steps", "first", "status"],
      ]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it("is an ordinary module where nobody compiles, bodies included", async () => {
    const folder = await writeFiles({
      ...inPackage(PACKAGE),
      "node_modules/flowline/package.json": `{ "name": "flowline", "type": "module", "exports": "./index.js" }`,
      "node_modules/flowline/index.js": `const chain = calls => new Proxy({ calls }, {
  get: (_, word) => (word === "calls" ? calls : (...args) => chain([...calls, [word, ...args]])),
});
export const on = (...args) => chain([["on", ...args]]);
export const journey = ({ build }) => config => build(config);
`,
      "app.mjs": `import { drip, isOld } from "@acme/journeys";
const { calls } = drip({ messages: ["a"] });
console.log(JSON.stringify(calls.map(([word, ...args]) => [word, args.length])), await calls[2][2]({ email: "e" }, { steps: { first: { status: "s" } } }), isOld({ age: 70 }));
`,
    });
    try {
      const built = await buildJourneyPackage({ packageDir: join(folder, "node_modules/@acme/journeys") });
      expect(built.diagnostics).toEqual([]);
      const { stdout } = await run(process.execPath, ["app.mjs"], { cwd: folder });
      expect(stdout).toBe('[["on",1],["each",2],["do",2]] e,s true\n');
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it("is not built while anything is wrong with it, and nothing is written then", async () => {
    const reasons: [Record<string, string>, string[]][] = [
      [{}, ["FLOW5017 undefined"]],
      [{ "package.json": "{" }, ["FLOW5017 undefined"]],
      [{ "package.json": `{ "name": "a", "version": "1.0.0", "exports": "./lib.js" }` }, ["FLOW5017 undefined"]],
      [{ ...PACKAGE, "src/drip.ts": "export const drip = (;" }, ["FLOW1014 src/drip.ts"]],
      [{ ...PACKAGE, "src/guards.ts": `import "./gone.js";\nexport const isOld = 1;` }, ["FLOW5011 src/guards.ts"]],
      [
        {
          ...PACKAGE,
          "src/guards.ts": `import { readFileSync } from "node:fs";\nexport const isOld = readFileSync("x");`,
        },
        ["FLOW5004 src/guards.ts"],
      ],
    ];
    for (const [files, expected] of reasons) {
      const folder = await writeFiles(files);
      try {
        const { diagnostics, files: written } = await buildJourneyPackage({ packageDir: folder });
        expect(diagnostics.map(({ code, span }) => `${code} ${span?.file}`)).toEqual(expected);
        expect(written).toEqual([]);
        await expect(readFile(join(folder, "dist/index.js"))).rejects.toThrow("ENOENT");
      } finally {
        await rm(folder, { recursive: true });
      }
    }
  });
});
