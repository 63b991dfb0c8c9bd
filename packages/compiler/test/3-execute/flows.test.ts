import { mkdir, rm, symlink } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { buildAt, buildFiles, CONFIG, writeFiles } from "../support/write-project.js";

describe("the flows of a project", { timeout: 60_000 }, () => {
  it("are default and named exports, each under its own name", async () => {
    const { flows, findings } = await buildFiles({
      "welcome.flow.ts": `import { on, send } from "flowline";
export const productSync = on("product.changed").send("a");
export const SMSReminder = on("sms.due").send("b"), other = on("other").send("c");
export const helper = (name: string) => send(name);
export default on("user.signed_up").send("hi");
`,
      "plain.js": `import { on } from "flowline";\nconst a = on("a").send("x");\nexport { a as b };\n`,
    });
    expect(findings).toEqual([]);
    expect(flows.map(({ file, exportName, name }) => [file, exportName, name])).toEqual([
      ["plain.js", "b", "b"],
      ["welcome.flow.ts", "default", "welcome"],
      ["welcome.flow.ts", "productSync", "product-sync"],
      ["welcome.flow.ts", "SMSReminder", "sms-reminder"],
      ["welcome.flow.ts", "other", "other"],
    ]);
  });

  it("are not those that a file gathers from others, nor journeys", async () => {
    const { flows, findings } = await buildFiles({
      "a.ts": `import { on } from "flowline";\nexport default on("a").send("x");\n`,
      "all.ts": `import { on } from "flowline";\nimport b from "./a.js";\nexport { default as a } from "./a.js";\nexport { b };\nexport * from "./a.js";\nvoid on;\n`,
      "drip.ts": `import { journey, on } from "flowline";
import { z } from "zod";
export const drip = journey({ name: "drip", config: z.object({ n: z.number() }), build: () => on("a").send("x") });
`,
    });
    expect(findings).toEqual([]);
    expect(flows.map(({ file }) => file)).toEqual(["a.ts"]);
  });

  it("come from journeys, loops and configuration by running them", async () => {
    const { flows, findings, reading } = await buildFiles({
      "lib/drip.ts": `import { journey, on } from "flowline";
import { z } from "zod";
export const drip = journey({
  name: "drip",
  config: z.object({ messages: z.array(z.string()) }),
  build: ({ messages }) => on("user.signed_up").each(messages, (b, message) => b.send(message).waitFor("1d")),
});
`,
      "mine.ts": `import { drip } from "./lib/drip.js";\nexport default drip({ messages: ["a", "b"] });\n`,
    });
    expect(findings).toEqual([]);
    expect(flows).toMatchObject([{ name: "mine", draft: { journey: { name: "drip" } } }]);
    const site = reading.sites.get(flows[0]?.draft.journey?.site ?? "");
    expect(site).toMatchObject({ word: "journey", file: "mine.ts", args: [{ form: "object" }] });
    expect([...(site?.args[0]?.members.keys() ?? [])]).toEqual(["messages"]);
  });

  it("are built from packages of the same workspace as from the project's own files", async () => {
    const folder = await writeFiles({
      "app/flow.config.ts": CONFIG,
      "app/mine.ts": `import { drip, isOld } from "@acme/lib";\nexport default drip("hi").send("old", user => isOld(user));\n`,
      "lib/package.json": `{ "name": "@acme/lib", "type": "module", "exports": { ".": { "types": "./types.d.ts", "default": "./src/index.ts" } } }`,
      "lib/types.d.ts": "export {};",
      "lib/src/index.ts": `import { on } from "flowline";
const age = 65;
export const drip = (message: string) => on("a").send(message);
export const isOld = (user: { age: number }) => user.age > age;
`,
    });
    try {
      await mkdir(join(folder, "app/node_modules/@acme"), { recursive: true });
      await symlink(join(folder, "lib"), join(folder, "app/node_modules/@acme/lib"));
      const { flows, findings, reading } = await buildAt(join(folder, "app"));
      expect(findings).toEqual([]);
      expect(flows[0]?.draft.links.map(({ site }) => reading.sites.get(site ?? "")?.file)).toEqual([
        "../lib/src/index.ts",
        "../lib/src/index.ts",
        "mine.ts",
      ]);
      const guard = flows[0]?.draft.links[2]?.args[1];
      expect(guard).toMatchObject({ lambda: { captures: [{ value: 65 }] } });
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it("hand the item of a forEach on as its path", async () => {
    const { flows, findings } = await buildFiles({
      "items.ts": `import { on } from "flowline";
export default on("a").forEach(["x"], (b, item) => b.send("m", user => item.price > 5 && user.tags.includes(item.tag)));
`,
    });
    expect(findings).toEqual([]);
    const arm = flows[0]?.draft.links[1]?.args[1];
    expect(arm).toMatchObject({
      chain: { links: [{ args: [{}, { lambda: { captures: [{ item: ["price"] }, { item: ["tag"] }] } }] }] },
    });
  });
});

describe("what is wrong with a flow file", { timeout: 60_000 }, () => {
  it("is said where a chain comes to nothing, and nowhere else", async () => {
    const { findings } = await buildFiles({
      "a.ts": `import { on } from "flowline";
const forgotten = on("a").send("x");
const used = on("a").send("x");
export const twice = on("b").when(() => true, b => {
  b.send("lost");
  return b.send("kept");
});
export { twice as again };
export default on("c").start(used);
`,
      "only.ts": `import { on } from "flowline";\nconst lonely = on("a").send("x");\n`,
    });
    expect(findings).toEqual(["FLOW1007 a.ts:5", "FLOW1017 a.ts:2", "FLOW1017 only.ts:2", "FLOW1018 a.ts:8"]);
  });

  it("is said of secrets and masses of data, once for each place", async () => {
    const { findings } = await buildFiles({
      "a.ts": `import { on } from "flowline";
const key = "sk_live_" + "abcdefgh12345678";
const big = Array.from({ length: 20_000 }, (_, n) => n);
export default on("a")
  .each([1, 2], b => b.http("call", () => ({ method: "GET", url: "https://x", headers: { key } })))
  .set({
    fine: "https://example.com/a:b@c",
    url: "postgres://user:hunter2@db/app",
  })
  .set({ big });
`,
    });
    expect(findings).toEqual(["FLOW5005 a.ts:5", "FLOW5005 a.ts:8", "FLOW5016 a.ts:10"]);
  });

  it("is said of an arm that throws, at its place", async () => {
    const { findings, diagnostics } = await buildFiles({
      "a.ts": `import { on } from "flowline";
export default on("a").when(user => user.x, b => {
  throw new Error("not today");
});
`,
    });
    expect(findings).toEqual(["FLOW5008 a.ts:3"]);
    expect(diagnostics[0]?.message).toContain("not today");
  });

  it("is said of a package that brings a copy of the language of its own", async () => {
    const own = { name: "@flowline/dsl", version: "9.9.9", type: "module", exports: "./index.js" };
    const folder = await writeFiles({
      "flow.config.ts": CONFIG,
      "a.ts": `import { on } from "flowline";\nimport { ending } from "acme";\nexport default ending(on("a"));\n`,
      "fine.ts": `import { on } from "flowline";\nexport default on("a").send("x");\n`,
      "node_modules/acme/package.json": `{ "name": "acme", "type": "module", "exports": "./index.js" }`,
      "node_modules/acme/index.js": `import { days } from "@flowline/dsl";\nexport const ending = chain => chain.waitFor(days(1));\n`,
      "node_modules/acme/node_modules/@flowline/dsl/package.json": JSON.stringify(own),
      "node_modules/acme/node_modules/@flowline/dsl/index.js": `export const days = n => n + "d";\n`,
    });
    try {
      const { diagnostics, findings } = await buildAt(folder);
      expect(findings).toEqual(["FLOW5007 a.ts:2"]);
      expect(diagnostics[0]?.message).toBe('"acme" brings another copy of Flowline: acme/node_modules/@flowline/dsl.');
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

describe("the size of a flow", { timeout: 120_000 }, () => {
  it("may be one node or two thousand", async () => {
    const links = Array.from({ length: 1000 }, (_, n) => `.send("m${n}", user => user.id !== "${n}").waitFor("1h")`);
    const loop = `export default Array.from({ length: 1000 }, (_, n) => n).reduce((b, n) => b.send(\`m\${n}\`).waitFor("1h"), on("a"));`;
    const { flows, findings } = await buildFiles({
      "one.ts": `import { on } from "flowline";\nexport default on("a").exit();\n`,
      "long.ts": `import { on } from "flowline";\nexport default on("a")\n${links.join("\n")};\n`,
      "loop.ts": `import { on } from "flowline";\n${loop}\n`,
    });
    expect(findings).toEqual([]);
    expect(flows.map(({ name, draft }) => [name, draft.links.length])).toEqual([
      ["long", 2001],
      ["loop", 2001],
      ["one", 2],
    ]);
  });

  it("may have megabytes of literals in its module, as long as they are no part of it", async () => {
    const rows = Array.from({ length: 60_000 }, (_, n) => `{ id: ${n}, name: "row number ${n}" }`);
    const { flows, findings } = await buildFiles({
      "rows.ts": `export const rows = [\n${rows.join(",\n")}\n];\n`,
      "a.ts": `import { on } from "flowline";\nimport { rows } from "./rows.js";\nexport default on("a").send(rows[7].name);\n`,
    });
    expect(findings).toEqual([]);
    expect(flows[0]?.draft.links[1]?.args).toEqual([{ kind: "json", value: "row number 7" }]);
  });
});

describe("the spelling of a file", { timeout: 60_000 }, () => {
  it("may be CRLF, with tabs, a byte order mark and emoji", async () => {
    const text = `\uFEFFimport { on } from "flowline";\r\n\r\n// 🎉\r\nexport default on("a")\r\n\t.send("👋🏽", user\t=> user.name === "🎂");\r\n`;
    const { flows, findings, reading } = await buildFiles({ "a.ts": text });
    expect(findings).toEqual([]);
    const send = flows[0]?.draft.links[1];
    expect(send?.args[0]).toEqual({ kind: "json", value: "👋🏽" });
    expect(reading.sites.get(send?.site ?? "")?.span.start).toMatchObject({ line: 5, column: 3 });
  });
});
