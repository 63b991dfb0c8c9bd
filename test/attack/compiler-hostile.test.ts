import { expect, it } from "vitest";
import { compileFiles, findingsByFile } from "./language/attack-project.js";
import { checkCompiled } from "./language/check-compiled.js";

// Odd, and allowed: what stands here must compile, be drawn, be read back, and run.

const head =
  'import { audience, event, flow, journey, manual, on, schedule, send } from "flowline";\nimport { z } from "zod";\n';

it("takes names as they come", { timeout: 120_000 }, async () => {
  const result = await compileFiles({
    "names.ts": `${head}const long = "x".repeat(3000);
export default on("user.seen")
  .do('a "quoted" name', () => 1).do("a/slash", () => 1).do("line\\nbreak", () => 1).do("__proto__", () => 1)
  .do("constructor", () => 1).do("hasOwnProperty", () => 1).do(long, () => 1).do("Grüße 👋 日本", () => 1).do("a.b", () => 1)
  .do(" ", () => 1).do("7d", () => 1).do("'; drop table users; --", () => 1).do("<script>alert(1)</script>", () => 1)
  .do("start", () => 1).do("trigger", () => 1).do("vars.x", () => 1)
  .when((_, { steps }) => steps["__proto__"] === 1, b => b.send("hi"), b => b.set({ constructor: 1, ["__proto__"]: 2 }));
`,
    "arms.ts": `${head}export default on("user.seen")
  .split({ next: 25, otherwise: 25, "7d": 25, constructor: 25 }, { next: b => b.send("hi"), otherwise: b => b.send("bye") }, { name: "a" })
  .switch(user => user.name, { next: b => b.do("x", () => 1), otherwise: b => b.exit(), ["__proto__"]: b => b.do("p", () => 1), "a/b": b => b }, b => b)
  .parallel({ next: b => b.do("y", () => 1), failed: b => b.waitFor("1d") })
  .race({ got: b => b.do("z", () => 1), timeout: b => b.waitFor("1d") })
  .waitFor({ ["__proto__"]: "order.placed", constructor: "cart.updated", late: "2d" }, { as: "__proto__" })
  .when((_, { steps }) => steps["__proto__"].is === "constructor", b => b.do("last", () => 1));
`,
  });
  expect(findingsByFile(result)).toEqual({});
  expect(result.flows).toHaveLength(2);
  checkCompiled(result);
});

it("refuses names that mean two things, with both places", async () => {
  const result = await compileFiles({
    "ids.ts": `${head}export default on("user.seen")
  .do("hi.wait", () => 1)
  .do("end", () => 1)
  .send("hi")
  .waitFor("1d");
`,
    "flow-names.ts": `${head}export const a = on("user.seen", { name: "../../etc/x" }).waitFor("1d");
export const b = on("user.seen", { name: "x".repeat(300) }).waitFor("1d");
export const c = on("user.seen", { name: "" }).waitFor("1d");
`,
    "numbers.ts": `${head}export default on("user.seen").switch(user => user.id, { abc: b => b.do("a", () => 1), "1": b => b.do("b", () => 1), "": b => b }, b => b);
`,
    "dates.ts": `${head}export default on("user.seen").switch(user => user.renews_on, { a: b => b.do("a", () => 1) }, b => b);\n`,
    "a.ts": `${head}export const b = on("user.seen").waitFor("1d");\n`,
    "a.b.ts": `${head}export default on("user.seen").waitFor("1d");\n`,
    "flow.ts": `${head}export const config = on("user.seen").waitFor("1d");\n`,
    "slip.ts": `${head}export default on("user.seen").switch(user => user.plan, { fre: b => b.do("a", () => 1), pro: b => b.do("b", () => 1) });
`,
    "wrong-arm.ts": `${head}export default on("user.seen").waitFor("order.placed", { within: "2d" }, { timout: b => b.send("hi") });
`,
  });
  expect(findingsByFile(result)).toEqual({
    "a.b.ts": ["FLOW1008 3:16"],
    "a.ts": ["FLOW1008 3:14"],
    "dates.ts": ["FLOW1012 3:39"],
    "flow.ts": ["FLOW1008 3:14"],
    "flow-names.ts": ["FLOW1026 3:14", "FLOW1026 4:14", "FLOW1026 5:14"],
    "ids.ts": ["FLOW2008 4:7", "FLOW2008 5:7"],
    "numbers.ts": ["FLOW4017 3:58", "FLOW1020 3:118"],
    "slip.ts": ["FLOW4017 3:60"],
    "wrong-arm.ts": ["FLOW1020 3:76"],
  });
  const fixes = result.diagnostics.map(({ fix }) => fix);
  expect(fixes).toContain('Did you mean "free"?');
  expect(fixes).toContain('Did you mean "timeout"?');
});

it("compiles what is deep, wide and long", { timeout: 180_000 }, async () => {
  let nested = 'b => b.send("hi")';
  for (let depth = 0; depth < 60; depth += 1) nested = `b => b.when(user => user.id > ${depth}, ${nested})`;
  const arms = Array.from({ length: 500 }, (_, index) => `k${index}: b => b.send("hi")`);
  const long = Array.from({ length: 1000 }, (_, index) => `.do("s${index}", () => ${index}).waitFor("1h")`);
  const result = await compileFiles({
    "deep.ts": `${head}export default on("user.seen").when(user => user.upgraded, ${nested});\n`,
    "wide.ts": `${head}export default on("user.seen").switch(user => user.name, {\n${arms.join(",\n")}\n}, b => b);\n`,
    "long.ts": `${head}export default on("user.seen")\n${long.join("\n")};\n`,
  });
  expect(result.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  expect(result.flows.map(({ name, ir }) => [name, Object.keys(ir.nodes).length])).toEqual([
    ["deep", 63],
    ["long", 2001],
    ["wide", 502],
  ]);
  checkCompiled(result);
});

it("follows flows through modules, helpers, conditions and circles", { timeout: 120_000 }, async () => {
  const exports = Array.from(
    { length: 20 },
    (_, index) => `export const flowNumber${index} = manual().do("d", () => ${index});`,
  );
  const result = await compileFiles({
    "lib/pieces.ts": `import { on, type Chain } from "flowline";
export const begin = () => on("user.seen");
export const ending = (chain: any, message: string) => chain.waitFor("1d").send(message);
`,
    "helped.ts": `import { begin, ending } from "./lib/pieces.js";
export default ending(begin().send("hi"), "bye");
`,
    "many.ts": `${head}export default manual().exit("done");\n${exports.join("\n")}\n`,
    "passed-on.ts": 'export { flowNumber1 } from "./many.js";\n',
    "left.ts": `${head}import right from "./right.js";\nexport default manual(z.object({ n: z.number() })).waitFor("1d").group("on", (b: any) => b.start(right, ({ trigger }: any) => trigger));\n`,
    "right.ts": `${head}import left from "./left.js";\nexport default manual(z.object({ n: z.number() })).waitFor("1d").group("on", (b: any) => b.start(left, ({ trigger }: any) => trigger));\n`,
    "either.ts": `${head}const loud = true;\nexport default loud ? on("user.seen").send("hi") : on("user.seen").send("bye");\n`,
    "typed.ts": `${head}const arms = ["hi", "bye"] as const;
export default (on("user.seen")
  /** The first. */
  .send(arms[0])
  // and then
  .waitFor("1d" satisfies string)
  /* the end */ .send(arms[1]) satisfies unknown);
`,
    "twice.ts": `${head}const piece = (b: any) => b.do("work", () => 1);
export default manual().group("one", (b: any) => b.use("a", piece(b)).use("b", piece(b)));
`,
    "journeys.ts": `${head}const inner = journey({ name: "inner", config: z.object({ message: z.string() }), build: ({ message }, b) => b.waitFor("1d").send(message) });
const outer = journey({
  name: "outer",
  config: z.object({ messages: z.array(z.string()) }),
  build: ({ messages }, b) => b.each(messages, (c: any, message: string) => c.use(message, inner({ message }))),
});
export default on("user.seen").use(outer({ messages: ["hi", "bye"] }));
`,
  });
  expect(findingsByFile(result)).toEqual({});
  expect(result.flows.map(({ name }) => name).filter(name => !name.startsWith("flow-number"))).toEqual([
    "either",
    "helped",
    "journeys",
    "left",
    "many",
    "right",
    "twice",
    "typed",
  ]);
  expect(result.flows).toHaveLength(28);
  checkCompiled(result);
});
