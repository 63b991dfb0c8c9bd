import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Expression, Row } from "@flowline/ir";
import { interpret } from "@flowline/ir";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compile, formatDiagnostics } from "../src/index.js";

// The compiled guard must decide as the author's own JavaScript does. The lambdas run here as they are written.

const LAMBDAS = [
  "user => user.age != null && user.age >= 18",
  "user => user.age && user.age >= 18",
  "user => (user.age ?? 21) >= 18 || user.upgraded",
  "user => user.age === null ? user.upgraded : user.age < 18",
  "user => user.age == null || !(user.age > 18)",
  "user => !(user.age == null) && !(user.age == undefined || user.age < 65)",
  "user => !(user.age === null || user.name === null) && user.age > 0 && user.name.startsWith('A')",
  "user => (user.age === 18 || user.age === 65) && user.age > 20",
  "user => user.age !== 18 && user.age !== null",
  "user => user.name?.includes('a')",
  "user => !user.name?.endsWith('a')",
  "user => (user.name?.includes('a') ?? true) === true",
  "user => user.name && user.name.includes('Ad')",
  "user => (user.name || 'friend') === 'friend'",
  "user => (user.name && user.plan) === 'pro'",
  "user => user.upgraded && user.name || user.age",
  "user => !!user.name === !!user.age",
  "user => Boolean(user.age) !== user.upgraded",
  "user => ['pro', 'team'].includes(user.plan)",
  "user => [null, 'Ada'].includes(user.name)",
  "user => ['', 'Ada'].includes(user.name) && user.name.startsWith('A')",
  "user => [0, 18].includes(user.age) ? user.age < 1 : user.plan !== 'free'",
  "user => user.email.includes(user.plan) || user.plan.startsWith(user.email)",
  "user => user.created_at < now() && user.created_at >= startOfToday()",
  "user => user.created_at >= ago('36h') || user.created_at < new Date('2024-02-29')",
  "user => user.trial_ends_at != null && before(user.trial_ends_at, '1d') <= fromNow('90 minutes')",
  "u => u.trial_ends_at ? after(u.trial_ends_at, '1w') > u.created_at : u.upgraded",
  "u => (u.trial_ends_at ?? u.created_at) < now()",
  "({ age, plan: tier }) => tier === 'free' && (age ? age > 17 : true)",
  "user => { const old = user.age != null && user.age > 64; const { plan } = user; return old || plan === 'team'; }",
  "user => (user.upgraded ? user.age : user.logins) === null",
  "user => user.upgraded === false || user.logins !== -1",
] as const;

const NOW_MS = Date.UTC(2024, 1, 29, 15, 30);
const DAY_MS = 86_400_000;
const TIME = {
  now: () => new Date(NOW_MS),
  startOfToday: () => new Date(Math.floor(NOW_MS / DAY_MS) * DAY_MS),
  ago: (duration: string) => new Date(NOW_MS - lengthOf(duration)),
  fromNow: (duration: string) => new Date(NOW_MS + lengthOf(duration)),
  before: (date: Date, duration: string) => new Date(date.getTime() - lengthOf(duration)),
  after: (date: Date, duration: string) => new Date(date.getTime() + lengthOf(duration)),
};

function lengthOf(duration: string): number {
  const lengths: Record<string, number> = {
    "36h": 1.5 * DAY_MS,
    "1d": DAY_MS,
    "1w": 7 * DAY_MS,
    "90 minutes": 5_400_000,
  };
  return lengths[duration] ?? Number.NaN;
}

const moment = fc
  .integer({ min: -3, max: 3 })
  .chain(days => fc.integer({ min: -1, max: 1 }).map(ms => NOW_MS + days * (DAY_MS / 2) + ms));
const user = fc.record({
  id: fc.constant("1"),
  email: fc.constantFrom("", "pro@example.com", "fr"),
  name: fc.constantFrom(null, "", "Ada", "Bea", "a"),
  plan: fc.constantFrom("free", "pro", "team"),
  age: fc.constantFrom(null, 0, 17, 18, 65),
  logins: fc.constantFrom(-1, 0, 3),
  created_at: moment.map(ms => new Date(ms)),
  trial_ends_at: fc.option(moment.map(ms => new Date(ms))),
  upgraded: fc.boolean(),
});

let projectDir = "";
let guards: readonly Expression[] = [];
beforeAll(async () => {
  // Inside the repository, so that the project finds its packages; git ignores folders of this name.
  const folder = fileURLToPath(new URL("../.flow", import.meta.url));
  await mkdir(folder, { recursive: true });
  projectDir = await mkdtemp(join(folder, "differential-"));
  await cp(
    fileURLToPath(new URL("./fixtures/predicates/flow.config.ts", import.meta.url)),
    join(projectDir, "flow.config.ts"),
  );
  const words = `import { ${Object.keys(TIME).join(", ")}, send } from "flowline";`;
  const chain = LAMBDAS.map((lambda, index) => `.send("${index}", ${lambda})`).join("\n");
  await writeFile(join(projectDir, "all.js"), `${words}\n\nexport default send("first", () => true)\n${chain};\n`);
  const names = ["first", ...LAMBDAS.keys()].map(name => [name, { file: `${name}.md`, variables: [] }]);
  const messages = async () => ({ messages: Object.fromEntries(names), diagnostics: [] });
  const { flows, diagnostics } = await compile({ projectDir, messages });
  expect(formatDiagnostics(diagnostics, { format: "text", color: false, projectDir })).toBe("");
  guards = LAMBDAS.map((_, index) => {
    const node = flows[0]?.ir.nodes[`${index}.if`];
    if (node?.kind !== "decide" || node.cases[0] === undefined) throw new Error(`There is no guard ${index}.`);
    return node.cases[0].when;
  });
}, 60_000);
afterAll(() => rm(projectDir, { recursive: true }));

describe("a compiled guard decides as its lambda does", () => {
  it.for([...LAMBDAS.entries()])("%s %s", ([index, lambda]) => {
    const names = Object.keys(TIME);
    const closure: (row: unknown) => unknown = new Function(...names, `return ${lambda};`)(...Object.values(TIME));
    fc.assert(
      fc.property(user, row => {
        const guard = guards[index];
        if (guard === undefined) throw new Error("The project was not compiled.");
        const values: Row = JSON.parse(JSON.stringify(row));
        expect(interpret(guard, { row: values, nowMs: NOW_MS })).toBe(Boolean(closure(row)));
      }),
      { numRuns: 300 },
    );
  });
});
