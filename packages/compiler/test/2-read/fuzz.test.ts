import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkChains } from "../../src/1-load/check-chains.js";
import { findFlows } from "../../src/1-load/find-flows.js";
import { Parser } from "../../src/1-load/parser.js";
import { createSourceText } from "../../src/1-load/source-text.js";
import { WordTracer } from "../../src/1-load/word-tracer.js";
import { parseSources, readParsed } from "../support/read-sources.js";

// Whatever people have in their editors half-way through a thought must be read without a crash, and what is read must
// still parse where the original did.

const SAMPLE = `import { on, send, js, journey, task, days } from "flowline";
import { guard, ending, charge } from "./lib.js";
import * as lib from "./lib.js";
const LIMIT = 3, config = { plans: ["a", "b"] };
let last = 1; last += 1;
async function refund(user, { steps: { charge: c }, ...rest }) { return c?.id ?? rest; }
export const drip = journey({ name: "d", build: ({ n }, b) => on("a").each(n, (b, m) => b.send(m)) });
export const sync = task("sync", { retries: 3 }, async (input, { log }) => { log(input); });
export default on("order.paid", { key: "order", where: (event, order) => event.total > LIMIT * 2 })
  .do("charge", { retry: 3, undo: refund }, async (user, ctx) => { const { plan } = user; return ctx.steps["a b"].x; })
  .do("other", lib.charge)
  .when(user => user.plan === "pro" || config.plans.includes(user.plan), b => b.send("a").set({ n: 1 }), b => b.exit())
  .waitFor("order.paid", { within: "3d" }, { got(b) { return b.send("x"); }, timeout: b => ending(b) })
  .forEach(["a"], (b, item) => b.send("m", user => item.price > 5 && user.tags.some(t => t !== item.tag) && guard(user)))
  .try(b => b.http("call", u => ({ method: "GET", url: \`https://x/\${u.id}\`, list: [1, -u.n, u.a?.b[0]] }))).catch(b => b)
  .dag(d => d.do("x", { after: "y" }, async () => 1))
  .send("q", js(user => /x/.test(user.name)), function (user) { if (user.a) return 1; else return 2; });
`;
const LIB = `export const guard = user => user.logins > 4 && inner(user);
const inner = ({ a }) => (a ? a.at(-1) : null);
export const ending = chain => { let c = chain; for (const n of [1]) c = c.send("b" + n); return c.waitFor("1d"); };
export function charge(user) { return process.env.KEY; }
export { ending as default };
`;
const TOKENS = SAMPLE.match(/[\w$]+|\s+|"[^"]*"|./gs) ?? [];
const PIECES = [
  ...new Set(TOKENS),
  "=>",
  "...",
  "?.",
  "`${",
  "/*",
  "export ",
  "async ",
  "await ",
  "class A { ",
  "<T>",
  "@x ",
  "\u2028",
  "\r\n",
  "🎉",
  "\0",
];

/** The sample with some tokens taken out, doubled, moved or replaced. */
const mutated = fc
  .array(
    fc.record({
      at: fc.nat(TOKENS.length - 1),
      length: fc.nat(6),
      how: fc.constantFrom("drop", "double", "put", "swap"),
      piece: fc.constantFrom(...PIECES),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map(edits => {
    const tokens = [...TOKENS];
    for (const { at, length, how, piece } of edits) {
      const taken = tokens.slice(at, at + length);
      if (how === "drop") tokens.splice(at, length);
      else if (how === "double") tokens.splice(at, 0, ...taken);
      else if (how === "put") tokens.splice(at, 0, piece);
      else tokens.splice(at, length, piece, ...taken);
    }
    return tokens.join("");
  });

/** Words, operators and brackets in any order, which rarely parse. */
const scrambled = fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }).map(pieces => pieces.join(" "));

/** Expressions that do parse, of every form and nested at random. */
const expression = fc.letrec<{ readonly tree: string }>(tie => ({
  tree: fc.oneof(
    { maxDepth: 6, depthIdentifier: "tree" },
    fc.constantFrom(
      "user",
      "user.plan",
      "ctx.steps.hi",
      "LIMIT",
      "config.plans",
      "1",
      "'x'",
      "null",
      "undefined",
      "item",
      "-0",
    ),
    fc
      .tuple(
        tie("tree"),
        fc.constantFrom(
          "+",
          "-",
          "*",
          "/",
          "%",
          "===",
          "!=",
          "<",
          "&&",
          "||",
          "??",
          "in",
          ",",
          "=",
          "**",
          "instanceof",
        ),
        tie("tree"),
      )
      .map(parts => `(${parts.join(" ")})`)
      .map(text => text.replaceAll("?? (", "?? +(")),
    fc
      .tuple(fc.constantFrom("!", "-", "+", "typeof ", "void ", "await ", "...", "new "), tie("tree"))
      .map(([sign, of]) => (sign === "..." ? `[...${of}]` : `(${sign}(${of}))`)),
    fc.tuple(tie("tree"), tie("tree"), tie("tree")).map(([test, yes, no]) => `(${test} ? ${yes} : ${no})`),
    tie("tree").map(of => `(${of})?.name.at(-1)[0]`),
    fc
      .tuple(tie("tree"), fc.constantFrom("some", "map", "filter", "includes", "trim", "at", "concat"), tie("tree"))
      .map(([of, how, arg]) => `(${of}).${how}(item => ${arg.startsWith("{") ? `(${arg})` : arg})`),
    fc.tuple(tie("tree"), tie("tree")).map(([one, two]) => `({ a: ${one}, "b c": ${two}, LIMIT })`),
    fc.tuple(tie("tree"), tie("tree")).map(([one, two]) => `\`\${${one}} and \${${two}}\``),
    fc
      .tuple(
        fc.constantFrom("guard", "Math.max", "Boolean", "ending", "Date", "fetch", "lib.guard", "user"),
        tie("tree"),
      )
      .map(([callee, arg]) => `${callee}(${arg})`),
    tie("tree").map(of => `(() => { if (${of}) return 1; const x = ${of}; return x; })()`),
  ),
})).tree;

function readAll(sources: Readonly<Record<string, string>>): void {
  const modules = parseSources(sources);
  const tracer = new WordTracer(modules);
  for (const module of modules.values()) {
    findFlows(module, tracer);
    checkChains(module, tracer);
  }
  for (const { source, instrumented } of readParsed(modules).modules.values()) {
    // Only modules that parse are instrumented, and they must go on to.
    const again = createSourceText("/p", source.path, instrumented.text);
    const errors = new Parser().parse([again]).get(again.path)?.syntaxErrors;
    expect(errors, instrumented.text).toEqual([]);
  }
}

describe("phases 1 and 2", { timeout: 120_000 }, () => {
  it("read mutated modules without a crash", () => {
    fc.assert(
      fc.property(mutated, fc.boolean(), (text, isLib) => {
        readAll(isLib ? { "a.ts": SAMPLE, "lib.ts": text } : { "a.ts": text, "lib.ts": LIB });
      }),
      { numRuns: 300 },
    );
  });

  it("read scrambled modules without a crash", () => {
    fc.assert(
      fc.property(scrambled, text => readAll({ "a.ts": `import { on } from "flowline";\n${text}`, "lib.ts": LIB })),
      { numRuns: 300 },
    );
  });

  it("read any expression in a lambda without a crash", () => {
    fc.assert(
      fc.property(expression, text => {
        const around = `import { on } from "flowline";\nimport { guard, ending } from "./lib.js";\nimport * as lib from "./lib.js";\nconst LIMIT = 1, config = { plans: [] };\n`;
        readAll({ "a.ts": `${around}export default on("a").send("b", (user, ctx) => ${text});\n`, "lib.ts": LIB });
      }),
      { numRuns: 500 },
    );
  });

  it("end on modules that are deep, long or circular", () => {
    const circular = `export const a = b;\nexport const b = a;\nexport const f = () => g();\nexport const g = () => f();\nexport * from "./a.js";\n`;
    const texts = [
      `export default on("a")${".send('x')".repeat(3000)};`,
      `export default on("a").send("b", u => ${"(".repeat(400)}u.a${")".repeat(400)});`,
      `export default on("a").send("b", u => ${Array.from({ length: 3000 }, (_, n) => `u.a === ${n}`).join(" || ")});`,
      `export default on("a").send("b", u => ${"u.a.b(".repeat(300)}${")".repeat(300)});`,
      `export default ${"on('a').when(u => u.a, b => ".repeat(60)}b${")".repeat(60)};`,
      `export default f();\n${circular}`,
      `import { f } from "./b.js";\nexport default f(a);\nexport { a } from "./b.js";\nexport * from "./b.js";`,
    ];
    for (const text of texts) {
      readAll({ "a.ts": `import { on } from "flowline";\n${text}\n`, "b.ts": `${circular}export * from "./b.js";` });
    }
  });
});
