import { describe, expect, it } from "vitest";
import type { LambdaSource } from "../../src/2-read/reading.js";
import { printSource } from "../support/print-source.js";
import { lambdaAt, readSources } from "../support/read-sources.js";

// The tree of a lambda is printed back: names stand for what phase 2 found, `$0` for the first parameter, `<0>` for the
// first capture.

function read(lambda: string, around = "", others: Readonly<Record<string, string>> = {}): LambdaSource {
  const words = `import { after, ago, before, fromNow, now, on, startOfToday } from "flowline";\n`;
  const sources = { "a.ts": `${words}${around}\nexport default on("a").send("b", ${lambda});\n`, ...others };
  return lambdaAt(readSources(sources), sources, lambda);
}

function problemsOf(lambda: string, around = "", others: Readonly<Record<string, string>> = {}): readonly string[] {
  const { tree, problems } = read(lambda, around, others);
  expect(tree).toBeNull();
  return problems.map(({ code }) => code);
}

describe("a lambda", () => {
  it.for([
    ["(user, { steps }) => steps.hi.status === 'sent'", '($1.steps.hi.status === "sent")'],
    ["({ plan: tier }, { trigger: { id } }) => tier === id", "($0.plan === $1.trigger.id)"],
    [
      "(event, user) => event.total - user.credit * 2 / 3 % 4 + -user.debt",
      "(($0.total - ((($1.credit * 2) / 3) % 4)) + (0 - $1.debt))",
    ],
    ["u => `order ${u.id} of ${u.name}`", '`"order " $0.id " of " $0.name`'],
    [
      "u => ({ id: u.id, 'full name': u.name, list: [u.a, 1, null], u })",
      "{id: $0.id, full name: $0.name, list: [$0.a, 1, null], u: $0}",
    ],
    ["u => u.items[0].price > u.items.at(-1)?.price", "($0.items[0].price > $0.items[-1]?.price)"],
    ["u => u?.company?.address.city ?? 'nowhere'", '($0?.company?.address?.city ?? "nowhere")'],
    ["u => u['full name'].startsWith('A')", '$0.full name.startsWith("A")'],
    [
      "u => u.items.some(item => item.tags.every(tag => tag !== u.tag))",
      "$0.items.some(item => item.tags.every(tag$2 => (tag$2 !== $0.tag)))",
    ],
    [
      "u => u.items.filter(({ price }) => { return price > 3; }).map(i => i.id).includes('a')",
      '$0.items.filter(item => (item.price > 3)).map(i$2 => i$2.id).includes("a")',
    ],
    ["u => Math.max(u.a, Math.round(u.b), 3)", "Math.max($0.a, Math.round($0.b), 3)"],
    ["u => u.name.trim().toUpperCase() === 'A'", '($0.name.trim().toUpperCase() === "A")'],
    ["u => before(u.due, '1d') < now() && u.due > ago('7d')", '(($0.due back "1d" < now) && ($0.due > now back "7d"))'],
    [
      "u => { if (u.a) return 1; const b = u.b; if (b) { return b; } else return 3; }",
      "($0.a ? 1 : ($0.b ? $0.b : 3))",
    ],
    ["u => !u.a || Boolean(u.b) && (u.c as string)! === 'x'", '(!$0.a || (truth($0.b) && ($0.c === "x")))'],
    ["u => u.a ? u.b.size : null", "($0.a ? $0.b.size : null)"],
    ["function (u) { return u.a; }", "$0.a"],
    ["() => true", "true"],
  ])("%s", ([lambda = "", expected]) => {
    const { tree, problems } = read(lambda);
    expect(problems).toEqual([]);
    expect(tree === null ? null : printSource(tree)).toBe(expected);
  });

  it("keeps what depends on no parameter as captures, and asks for them once the flow is built", () => {
    const around = `const config = { plans: ["a"], at: new Date(0), limit: 3 };`;
    const { tree, captures } = read(
      "u => config.plans.includes(u.plan) && u.n > config.limit * 2 && u.at > config.at",
      around,
    );
    expect(tree && printSource(tree)).toBe("((<0>.includes($0.plan) && ($0.n > <1>)) && ($0.at > <2>))");
    expect(captures.map(({ text }) => text)).toEqual(["config.plans", "config.limit * 2", "config.at"]);
  });

  it("hides the names around it behind those of a callback, and only there", () => {
    const { tree } = read("u => u.list.some(u => u.ok) && u.ok");
    expect(tree && printSource(tree)).toBe("($0.list.some(u => u.ok) && $0.ok)");
  });

  it("reads a helper as if it were written in its place, with what the helper captures", () => {
    const lib = `const limit = 3;
export const isBusy = ({ logins }) => logins > limit;
export function isVip(user, least) { const { spent } = user; return spent > least && isBusy(user) && user.tags.some(t => t === "vip"); }
export const above = least => user => user.age > least;
export const guards = { isBusy };
`;
    const around = `import { above, guards, isVip } from "./lib.js";\nimport * as lib from "./lib.js";\nconst isOld = above(65);`;
    const lambda =
      "u => u.tags.some(t => t !== 'x') && isVip(u.owner, 10) && isOld(u) && lib.isBusy(u) && guards.isBusy(u) && u.list.every(lib.isBusy)";
    const { tree, problems, captures } = read(lambda, around, { "lib.ts": lib });
    expect(problems).toEqual([]);
    expect(tree && printSource(tree)).toBe(
      '((((($0.tags.some(t => (t !== "x")) && ((($0.owner.spent > 10) && ($0.owner.logins > <0>)) && $0.owner.tags.some(t$2 => (t$2 === "vip")))) && ($0.age > <1>)) && ($0.logins > <2>)) && ($0.logins > <3>)) && $0.list.every(item$3 => (item$3.logins > <4>)))',
    );
    expect(captures.map(({ text }) => text.replace(/#\d+/g, "#"))).toEqual([
      '$flowCaptured(isVip,"lib.ts#",0)',
      '$flowCaptured(isOld,"lib.ts#",0)',
      '$flowCaptured(lib.isBusy,"lib.ts#",0)',
      '$flowCaptured(guards.isBusy,"lib.ts#",0)',
      '$flowCaptured(lib.isBusy,"lib.ts#",0)',
    ]);
  });

  it.for([
    ["u => again(u)", "const again = u => u.a || again(u.b);", "FLOW3007"],
    ["u => loop(u)", "function loop(u) { for (const a of u) return a; return 1; }", "FLOW3007"],
    [
      "u => h9(u)",
      Array.from({ length: 9 }, (_, n) => `const h${n + 1} = u => ${n === 0 ? "u.a" : `h${n}(u)`};`).join("\n"),
      "FLOW3007",
    ],
    ["u => JSON.stringify(u) === ''", "", "FLOW3003"],
    ["u => parse(u.id) === 1", `import { parse } from "elsewhere";`, "FLOW3003"],
    ["async u => u.a", "", "FLOW3001"],
    ["u => { for (;;) return u.a; }", "", "FLOW3001"],
    ["u => { u.a = 1; return u; }", "", "FLOW3001"],
    ["u => console.log(u.a)", "", "FLOW3003"],
    ["u => u.a > Math.random()", "", "FLOW3002"],
    ["u => u.list[u.index]", "", "FLOW3004"],
    ["u => ({ ...u })", "", "FLOW3004"],
    ["u => ({ [u.key]: 1 })", "", "FLOW3004"],
    ["u => [...u.list]", "", "FLOW3004"],
    ["u => u.list.map((item, index) => index)", "", "FLOW3004"],
    ["u => u.list.map(item => { const a = item; return a; })", "", "FLOW3001"],
    ["u => u.a === undefined", "", "FLOW3009"],
    ["({ a = 1 }) => a", "", "FLOW3004"],
    ["(u, ...rest) => rest", "", "FLOW3004"],
    ["u => u.a > late", "let late = 1;\nlate = 2;", "FLOW3006"],
    [`u => ${"!".repeat(200)}u.a`, "", "FLOW3017"],
  ] as const)("is refused: %s", ([lambda, around, code]) => {
    expect(problemsOf(lambda, around)).toContain(code);
  });
});
