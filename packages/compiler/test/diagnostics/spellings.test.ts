import { cp, mkdir, mkdtemp, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { spellings } from "../../src/diagnostics/spellings.js";
import { compile, diagnosticPages } from "../../src/index.js";
import { readMessages } from "../support/read-messages.js";

const root = fileURLToPath(new URL("../../../..", import.meta.url));
const words = [
  "ago",
  "audience",
  "before",
  "days",
  "env",
  "flow",
  "journey",
  "manual",
  "on",
  "schedule",
  "send",
  "task",
];

/** The file that a spelling is a part of; undefined where it is about a project, a message or a command. */
function flowOf(text: string): string | undefined {
  const chain = 'send("hi", user => !user.upgraded).waitFor("1h")';
  if (
    /^(?:flow |flow\.|git|subjects|events|user:|derive|database|welcome|Hello|User|export default (?:\{|defineProject|drip))/.test(
      text,
    )
  ) {
    return undefined;
  }
  const source = text.startsWith(".")
    ? `export default ${chain}${text};`
    : text.startsWith("user =>")
      ? `export default send("hi", ${text});`
      : text.includes("export default")
        ? text
        : `export default ${text};`;
  const used = words.filter(word => new RegExp(`(?<![.\\w])${word}\\(|default ${word};`).test(source));
  return `import { ${used.join(", ")} } from "flowline";\n\n${source}\n`;
}

/** Building these takes seconds, until they are given up; the fixture `slow-modules` shows that they are. */
const slow: readonly string[] = ["FLOW5009", "FLOW5013"];

/** Compiles one spelling of every code as one project; gives the codes that were found in each one's file. */
async function codesFound(which: "wrong" | "right"): Promise<ReadonlyMap<string, readonly string[]>> {
  const projectDir = await realpath(await mkdtemp(join(tmpdir(), `flowline-${which}-`)));
  try {
    await symlink(join(root, "node_modules"), join(projectDir, "node_modules"));
    await cp(
      join(root, "packages/compiler/test/fixtures/words-wrong/flow.config.ts"),
      join(projectDir, "flow.config.ts"),
    );
    await mkdir(join(projectDir, "messages"));
    await mkdir(join(projectDir, "lib"));
    await writeFile(join(projectDir, "lib/plan.ts"), 'export const plan = "pro";\n');
    for (const name of ["hi", "hi-again", "end", "the-end", "bye", "more", "receipt"]) {
      await writeFile(join(projectDir, "messages", `${name}.md`), "Hello\n");
    }
    const files = new Map<string, string>();
    for (const { code, spelling } of diagnosticPages) {
      const text = slow.includes(code) || spelling === undefined ? undefined : flowOf(spelling[which]);
      if (text === undefined) continue;
      files.set(`${code.toLowerCase()}.ts`, code);
      await writeFile(join(projectDir, `${code.toLowerCase()}.ts`), text);
    }
    const { diagnostics } = await compile({
      projectDir,
      messages: folder => readMessages(projectDir, folder),
      limitMs: 30_000,
    });
    const found = [...files].map(([file, code]) => {
      const own = diagnostics.filter(({ span }) => span?.file === file);
      return [code, own.map(one => one.code)] as const;
    });
    return new Map(found);
  } finally {
    await rm(projectDir, { recursive: true });
  }
}

describe("the spellings on the pages", () => {
  it("are of codes that exist", () => {
    const codes = diagnosticPages.map(({ code }) => code);
    expect(Object.keys(spellings).filter(code => !codes.includes(code))).toEqual([]);
  });

  it("bring what they are about where they are wrong", { timeout: 240_000 }, async () => {
    const found = await codesFound("wrong");
    expect(found.size).toBeGreaterThan(20);
    const missing = [...found].filter(([code, codes]) => !codes.includes(code));
    expect(missing).toEqual([]);
  });

  it("bring nothing where they are right", { timeout: 240_000 }, async () => {
    const found = await codesFound("right");
    expect([...found].filter(([, codes]) => codes.length > 0)).toEqual([]);
  });
});
