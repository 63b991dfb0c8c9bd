import { createServer } from "node:http";
import { expect, it } from "vitest";
import { compileFiles, type Files, findingsByFile } from "./language/attack-project.js";
import { checkCompiled } from "./language/check-compiled.js";

// Each mistake in a file of its own, and beside it what is found there; no finding where there is none.

interface Mistake {
  readonly text: string;
  readonly finds: readonly string[];
}

const head = 'import { manual, on } from "flowline";\n';
const chain = 'export default on("user.seen").send("hi");\n';

const mistakes: Readonly<Record<string, Mistake>> = {
  "throws.ts": { text: `${head}throw new Error("boom\\nsecond line");\n${chain}`, finds: ["FLOW5008 2:7"] },
  "throws-text.ts": { text: `${head}throw "boom";\n${chain}`, finds: ["FLOW5008 3:16"] },
  "throws-odd.ts": {
    text: `${head}throw { toString: () => { throw new Error("odd"); } };\n${chain}`,
    finds: ["FLOW5008 2:33"],
  },
  "reads-null.ts": { text: `${head}const none: any = null;\nnone.foo.bar;\n${chain}`, finds: ["FLOW5008 3:6"] },
  "rejects-late.ts": { text: `${head}Promise.reject(new Error("late"));\n${chain}`, finds: ["FLOW5008 2:16"] },
  "overflows.ts": { text: `${head}const f = (): any => f();\nf();\n${chain}`, finds: ["FLOW5008 2:22"] },
  "exits.ts": { text: `${head}process.exit(0);\n${chain}`, finds: ["FLOW5013 3:16"] },
  "aborts.ts": { text: `${head}process.abort();\n${chain}`, finds: ["FLOW5013 3:16"] },
  "keeps-a-timer.ts": { text: `${head}setInterval(() => {}, 1000);\n${chain}`, finds: [] },
  "spoils-json.ts": { text: `${head}JSON.stringify = () => "{}";\n${chain}`, finds: [] },
  "fetches.ts": { text: `${head}await fetch("http://127.0.0.1:1");\n${chain}`, finds: ["FLOW5008 2:7"] },
  "opens-a-socket.ts": {
    text: `${head}import net from "node:net";\nnet.connect(1);\n${chain}`,
    finds: ["FLOW5004 2:17"],
  },
  "reads-a-file.ts": {
    text: `${head}import { readFileSync } from "fs";\nexport default on("user.seen").send(readFileSync("/etc/hosts", "utf8"));\n`,
    finds: ["FLOW5004 2:30"],
  },
  "requires.ts": {
    text: `${head}import { createRequire } from "node:module";\nconst fs = createRequire(import.meta.url)("fs");\nexport default on("user.seen").send(fs.readFileSync("/etc/hosts", "utf8"));\n`,
    finds: ["FLOW5004 2:31"],
  },
  "asks-for-a-builtin.ts": {
    text: `${head}const fs = (process as any).getBuiltinModule("fs");\nexport default on("user.seen").send(fs.readFileSync("/etc/hosts", "utf8"));\n`,
    finds: ["FLOW5008 2:29"],
  },
  "reads-environment.ts": {
    text: `${head}export default on("user.seen").send(process.env.MESSAGE ?? "hi");\n`,
    finds: ["FLOW5012 2:37"],
  },
  "rolls-dice.ts": {
    text: `${head}export default on("user.seen").set({ a: Math.random() });\n`,
    finds: ["FLOW5001 2:32"],
  },
  "makes-an-id.ts": {
    text: `${head}export default on("user.seen").set({ a: crypto.randomUUID() });\n`,
    finds: ["FLOW5001 2:32"],
  },
  "looks-at-the-clock.ts": {
    text: `${head}const since = Date.now();\nexport default on("user.seen").when(user => user.id > since, b => b.send("hi"));\n`,
    finds: ["FLOW5001 3:32"],
  },
  "not-exported.ts": { text: `${head}const forgotten = on("user.seen").send("hi");\n`, finds: ["FLOW1017 2:7"] },
  "exported-twice.ts": {
    text: `${head}export const greeting = on("user.seen").send("hi");\nexport default greeting;\n`,
    finds: ["FLOW1018 2:14"],
  },
  "two-defaults.ts": { text: `${head}${chain}${chain}`, finds: ["FLOW5011 3:8"] },
  "imports-broken.ts": { text: `${head}import "./lib/broken.js";\n${chain}`, finds: [] },
  "lib/broken.ts": { text: "export const x = (;\n", finds: ["FLOW1014 1:19"] },
  "imports-nothing.ts": { text: `${head}import "./lib/nowhere.js";\n${chain}`, finds: ["FLOW5011 2:8"] },
  "imports-no-package.ts": { text: `${head}import "there-is-no-such-package";\n${chain}`, finds: ["FLOW5011 2:8"] },
  "imports-throwing.ts": { text: `${head}import "./lib/throws.js";\n${chain}`, finds: [] },
  "lib/throws.ts": { text: 'throw new TypeError("from afar");\n', finds: ["FLOW5008 1:7"] },
  "syntax.ts": { text: `${head}export default on("user.seen").send("hi"\n`, finds: ["FLOW1014 3:1"] },
  "a-slip-in-the-import.ts": {
    text: `impot { on } from "flowline";\n${chain}`,
    finds: ["FLOW1014 1:1", "FLOW1014 1:14"],
  },
  "no-such-word.ts": {
    text: 'import { onn } from "flowline";\nexport default onn("user.seen");\n',
    finds: ["FLOW1027 1:10"],
  },
  "no-such-link.ts": { text: `${head}export default on("user.seen").snd("hi");\n`, finds: ["FLOW5008 2:32"] },
  "a-word-alone.ts": { text: `${head}export default on;\n`, finds: ["FLOW1013 2:16"] },
  "a-secret.ts": {
    text: `${head}export default on("user.seen").set({ key: "sk_${"live"}_abcdefghijklmnop" });\n`,
    finds: ["FLOW5005 2:43"],
  },
  "a-secret-in-a-guard.ts": {
    text: `${head}export default on("user.seen").when(user => user.name === "sk_${"live"}_abcdefghijklmnop", b => b.send("hi"));\n`,
    finds: ["FLOW5005 2:59"],
  },
  "half-a-character.ts": {
    text: `${head}export default on("user.seen").do("\\ud83d", () => 1);\n`,
    finds: ["FLOW5018 2:35"],
  },
  "nul.ts": { text: `${head}export default on("user.seen").set({ a: "x\\0y" });\n`, finds: ["FLOW5018 2:41"] },
  "contains-itself.ts": {
    text: `${head}const ring: any = {};\nring.ring = ring;\nexport default on("user.seen").set(ring);\n`,
    finds: ["FLOW3005 4:36"],
  },
  "an-arm-throws.ts": {
    text: `${head}export default on("user.seen").when(user => user.upgraded, () => { throw new Error("arm"); });\n`,
    finds: ["FLOW5008 2:74"],
  },
  "an-arm-gives-nothing.ts": {
    text: `${head}export default on("user.seen").when(user => user.upgraded, b => { b.send("hi"); });\n`,
    finds: ["FLOW1007 2:67"],
  },
  "an-arm-in-itself.ts": {
    text: `${head}const arm = (b: any): any => b.when((user: any) => user.upgraded, arm);\nexport default arm(on("user.seen"));\n`,
    finds: ["FLOW5008 3:16"],
  },
  "one-node.ts": { text: `${head}export default manual();\n`, finds: [] },
  "empty.ts": { text: "", finds: [] },
  "in-javascript.js": { text: `${head}export default on("user.seen").send("hii");\n`, finds: ["FLOW2002 2:37"] },
  "windows.ts": {
    text: `\uFEFF${head}// 👋🏽\nexport default on("user.seen")\n\t\t/* 👩‍👩‍👧 */ .send("hii")\n\t.waitFor("7 dayz");\n`.replaceAll(
      "\n",
      "\r\n",
    ),
    finds: ["FLOW2002 4:24", "FLOW1001 5:11"],
  },
};

it("ends every mistake in a finding at its place", { timeout: 240_000 }, async () => {
  const files: Files = Object.fromEntries(Object.entries(mistakes).map(([file, { text }]) => [file, text]));
  const expected = Object.entries(mistakes).filter(([, { finds }]) => finds.length > 0);
  const result = await compileFiles(files);
  expect(findingsByFile(result)).toEqual(Object.fromEntries(expected.map(([file, { finds }]) => [file, finds])));
  checkCompiled(result);
  expect(result.flows.map(({ name }) => name)).toEqual(["keeps-a-timer", "one-node", "spoils-json"]);
});

it("gives up on what never ends, and goes on with the others", { timeout: 60_000 }, async () => {
  const files = {
    "loops.ts": `${head}for (;;) {}\n${chain}`,
    "awaits.ts": `${head}await new Promise(() => {});\n${chain}`,
    "sound.ts": `${head}${chain}`,
  };
  const result = await compileFiles(files, 3000);
  expect(findingsByFile(result)).toEqual({ "awaits.ts": ["FLOW5009 3:16"], "loops.ts": ["FLOW5009 3:16"] });
  expect(result.flows.map(({ name }) => name)).toEqual(["sound"]);
});

it("refuses two megabytes of literals without reading them for ever", async () => {
  const rows = Array.from(
    { length: 30_000 },
    (_, index) => `  { id: ${index}, name: "somebody or other called ${index}" },`,
  );
  const text = `${head}const rows = [\n${rows.join("\n")}\n];\nexport default on("user.seen").set({ rows });\n`;
  expect(text.length).toBeGreaterThan(1_500_000);
  const result = await compileFiles({ "rows.ts": text });
  expect(findingsByFile(result)).toEqual({ "rows.ts": [expect.stringMatching(/^FLOW50(?:06|16) 30004:/)] });
});

it("compiles a flow whose bodies import a database pool or a payment client, and touches neither", async () => {
  let calls = 0;
  const server = createServer((_, response) => {
    calls += 1;
    response.end();
  });
  await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const result = await compileFiles({
    "pay.ts": `import { on } from "flowline";
import pg from "pg";
import { pay } from "./lib/pay.js";
const pool = new pg.Pool({ host: "127.0.0.1", port: ${port} });
export default on("user.seen")
  .do("charge", async user => pay(user.id))
  .do("store", { undo: async () => { await pool.query("rollback"); } }, async () => { await pool.query("select 1"); });
`,
    "lib/pay.ts": 'throw new Error("the payment client was loaded");\nexport const pay = async (id: number) => id;\n',
  });
  server.close();
  expect(result.diagnostics).toEqual([]);
  expect(result.flows.map(({ name }) => name)).toEqual(["pay"]);
  checkCompiled(result);
  expect(calls).toBe(0);
});

it("speaks of a project file that is broken, missing or none in words", async () => {
  const flow = { "drip.ts": `${head}${chain}` };
  const broken: readonly (readonly [string, readonly string[]])[] = [
    ["export default {};\n", ["FLOW5014"]],
    ["throw new Error();\n", ["FLOW5008"]],
    ["export default (;\n", ["FLOW1014"]],
    ["", ["FLOW5014"]],
  ];
  for (const [text, codes] of broken) {
    const result = await compileFiles({ ...flow, "flow.config.ts": text });
    expect(
      result.diagnostics.map(({ code }) => code),
      text,
    ).toEqual(codes);
    expect(result.project).toBeNull();
  }
});
