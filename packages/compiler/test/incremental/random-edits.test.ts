import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CompileResult } from "../../src/index.js";
import { compile, createCompiler } from "../../src/index.js";
import { readMessages } from "../support/read-messages.js";
import { writeFiles } from "../support/write-project.js";

// One compiler lives through random edits of a project; after each it must give what a compile from nothing gives.

const config = (field: string) => `import { defineProject, env, event, smtp, subject, table } from "flowline";
import { z } from "zod";
import { KEY } from "./lib/names.js";

export default defineProject({
  database: env("DATABASE_URL"),
  subjects: {
    user: subject({
      schema: z.object({ id: z.string(), email: z.string(), ${field}: z.string(), logins: z.number() }),
      source: table("users", { key: KEY }),
      email: user => user.email,
    }),
  },
  events: { "user.active": event({ schema: z.object({ userId: z.string() }), subject: "user", id: e => e.userId }) },
  messages: "./messages",
  channels: { email: smtp({ url: env("SMTP_URL"), from: "Ada <ada@example.com>" }) },
});
`;

const HEAD = 'import { isRegular, PAUSE } from "./lib/people.js";\nimport { ending } from "./shared.js";\n';
const on = (rest: string) => `import { on } from "flowline";\n${HEAD}export default on("user.active")${rest};\n`;

/** What a flow's file may hold: sound, odd and wrong. */
const FLOWS: readonly string[] = [
  on('.send("hi", user => isRegular(user)).waitFor(PAUSE)'),
  on('.send("hi").waitFor("1d").send("bye")'),
  on('.waitFor(PAUSE).send("hi", user => user.plan === "free").do("ring", async () => 1)'),
  on('.send("hi").send("bye")'),
  on('.do("count", async user => ({ of: user.logins })).call("flow-1", {})'),
  on('.send("hi", user => user.plam === "free")'),
  on('.send("hj")'),
  on('.send("hi"'),
  on(".send(String(process.env.HOME))"),
  on('.send("hi").waitFor(String(Math.random()))'),
  `import { on } from "flowline";\n${HEAD}export default ending(on("user.active").send("hi"));\n`,
  'import { manual } from "flowline";\n\nexport default manual().do("ring", async () => 1);\n',
  'import { flow, on } from "flowline";\nexport default flow("flow-2", on("user.active").send("hi"));\n',
  'import { on } from "flowline";\nthrow new Error("no");\nexport default on("user.active").send("hi");\n',
  'import { on } from "flowline";\nimport other from "./flow-0.js";\nexport default on("user.active").call(other, {});\n',
  "export const nothing = 1;\n",
];

const PEOPLE: readonly string[] = [
  'export const isRegular = (user: { logins: number }) => user.logins > 3;\nexport const PAUSE = "2d";\n',
  'export const isRegular = (user: { logins: number }) => user.logins > 4;\nexport const PAUSE = "5d";\n',
  "export const isRegular = (user: { name: string }) => user.name.at(0) === 'A';\nexport const PAUSE = '2x';\n",
  "export const isRegular = () => true;\nexport const PAUSE = process.env.PAUSE ?? '1d';\n",
  "export const isRegular = (\n",
];
const SHARED: readonly string[] = [
  'export const ending = (chain: any) => chain.waitFor("1d").send("bye");\n',
  'export const ending = (chain: any) => chain.send("bye", (user: any) => user.plan === "pro");\n',
  'export const ending = (chain: any) => chain.send("bye", (user: any) => user.none === "pro");\n',
];
const MESSAGES: readonly string[] = ["Hello.\n", "Hello {{ user.plan }}.\n", "Hello {{ user.name }}.\n"];
const NAMES: readonly string[] = ['export const KEY = "id";\n', 'export const KEY = "key";\n'];
const CONFIGS: readonly string[] = [config("plan"), config("name"), "export default 1;\n"];

/** A file and its new text; null: it is deleted. */
type Edit = readonly [file: string, text: string | null];

const flowFile = fc.nat({ max: 4 }).map(index => `flow-${index}.ts`);
const edit: fc.Arbitrary<Edit> = fc.oneof(
  { weight: 8, arbitrary: fc.tuple(flowFile, fc.constantFrom(...FLOWS)) },
  { weight: 6, arbitrary: fc.tuple(flowFile, fc.constantFrom(...FLOWS.slice(0, 5))) },
  { weight: 1, arbitrary: fc.tuple(flowFile, fc.constant(null)) },
  { weight: 2, arbitrary: fc.tuple(fc.constant("lib/people.ts"), fc.constantFrom(...PEOPLE)) },
  { weight: 2, arbitrary: fc.tuple(fc.constant("shared.ts"), fc.constantFrom(...SHARED)) },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.constantFrom("messages/hi.md", "messages/bye.md"), fc.constantFrom(...MESSAGES)),
  },
  { weight: 1, arbitrary: fc.tuple(fc.constant("flow.config.ts"), fc.constantFrom(...CONFIGS)) },
  { weight: 1, arbitrary: fc.tuple(fc.constant("lib/names.ts"), fc.constantFrom(...NAMES)) },
);

const START: Readonly<Record<string, string>> = {
  "flow.config.ts": CONFIGS[0] ?? "",
  "lib/people.ts": PEOPLE[0] ?? "",
  "lib/names.ts": NAMES[0] ?? "",
  "shared.ts": SHARED[0] ?? "",
  "messages/hi.md": MESSAGES[0] ?? "",
  "messages/bye.md": MESSAGES[0] ?? "",
  ...Object.fromEntries([0, 1, 2, 3].map(index => [`flow-${index}.ts`, FLOWS[index % 3] ?? ""])),
};

describe("a compiler with a memory", () => {
  test("gives after any edits what a compile from nothing gives", { timeout: 600_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 3, maxLength: 8, size: "max" }), async edits => {
        const projectDir = await writeFiles(START);
        const options = { projectDir, messages: (folder: string) => readMessages(projectDir, folder), limitMs: 60_000 };
        try {
          const warm = createCompiler(options);
          expect((await warm.compile()).flows).toHaveLength(4);
          for (const [file, text] of edits) {
            const path = join(projectDir, file);
            await (text === null ? rm(path, { force: true }) : writeFile(path, text));
            expect(told(await warm.compile()), file).toEqual(told(await compile(options)));
          }
          expect(told(await createCompiler(options).compile())).toEqual(told(await compile(options)));
        } finally {
          await rm(projectDir, { recursive: true });
        }
      }),
      { numRuns: Number(process.env.FLOWLINE_EDIT_RUNS ?? 4) },
    );
  });
});

function told({ project, flows, diagnostics }: CompileResult) {
  return { project: project?.text, flows: flows.map(({ path, text, mermaid }) => [path, text, mermaid]), diagnostics };
}
