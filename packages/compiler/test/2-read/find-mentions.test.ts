import { describe, expect, it } from "vitest";
import { lambdaAt, readSources } from "../support/read-sources.js";

function mentions(body: string): readonly string[] {
  const sources = { "a.ts": `import { on } from "flowline";\nexport default on("a").do("b", ${body});\n` };
  const { paths } = lambdaAt(readSources(sources), sources, body).mentions;
  return paths.map(({ parameter, path, escapes }) => `${[parameter, ...path].join(".")}${escapes ? "!" : ""}`);
}

describe("what a body mentions of its parameters", () => {
  it.for([
    ["async (user, ctx) => { if (user.plan === 'pro') return 1; }", ["0.plan"]],
    ["async (user, ctx) => fetch(ctx.steps.map.url, user)", ["1.steps.map.url!", "0!"]],
    [
      "async (user, { steps, log }) => { log('x'); return steps['first one'].id + 1; }",
      ["1.steps", "1.log", "1.log!", "1.steps.first one.id"],
    ],
    ["async ({ email, ...rest }, ctx) => email", ["0.email", "0!", "0.email!"]],
    ["async (user, ctx) => { const { a: { b } } = ctx.steps; return b.c; }", ["1.steps.a.b", "1.steps.a.b.c!"]],
    ["async (user, ctx) => { const steps = ctx.steps; for (const s of list) use(steps[s]); }", ["1.steps", "1.steps!"]],
    [
      "async (user, ctx) => { const later = () => late.x; const late = ctx.vars; return later; }",
      ["1.vars.x!", "1.vars"],
    ],
    ["async (user, ctx) => ctx.services.pool.query(`select ${user.id}`)", ["1.services.pool.query!", "0.id"]],
    ["async (user, ctx) => ctx.trigger?.order!.id", ["1.trigger.order.id!"]],
    ["async (user, ctx) => [1].map(user => user.plan)", []],
    ["async (user, ctx) => { user.plan = 'x'; return { user, ...ctx.vars }; }", ["0.plan!", "0!", "1.vars!"]],
    ["async ([first], ctx) => (ctx.item ? 1 : 2)", ["0!", "1.item"]],
    ["async user => user.a && user.b", ["0.a!", "0.b!"]],
  ] as const)("%s", ([body, expected]) => {
    expect(mentions(body)).toEqual(expected);
  });

  it("is everything where the function cannot be found", () => {
    const sources = {
      "a.ts": `import { make } from "elsewhere";\nimport { on } from "flowline";\nexport default on("a").do("b", make({}));\n`,
    };
    const { mentions: found } = lambdaAt(readSources(sources), sources, "make({})");
    expect(found.paths).toMatchObject([
      { parameter: 0, path: [], escapes: true },
      { parameter: 1, path: [], escapes: true },
    ]);
  });
});
