import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type CompileResult, compile } from "@flowline/compiler";
import { loadCatalog } from "@flowline/messages";
import ts from "typescript";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

/** A file that a page shows. */
export interface Block {
  /** As its first line says: `// welcome.ts`. */
  readonly file: string;
  readonly text: string;
  /** The findings that it must give: those beside the word `ts` at its fence. */
  readonly codes: readonly string[];
}

/** The files that a page shows, in order. Throws where a block of TypeScript does not say its name. */
export async function blocksOf(page: string): Promise<readonly Block[]> {
  const markdown = await readFile(join(ROOT, page), "utf8");
  return Array.from(markdown.matchAll(/^```ts([^\n]*)\n(.*?)^```$/gms), ([, info = "", text = ""]) => {
    const file = /^\/\/ (\S+\.ts)\n/.exec(text)?.[1];
    if (file === undefined) throw new Error(`A block of ${page} does not begin with the name of its file:\n${text}`);
    return { file, text, codes: info.split(" ").filter(code => code !== "") };
  });
}

/** A page as a project of its own. */
export interface PageProject {
  readonly folder: string;
  /** `CODE file`, sorted, for all that the compiler has to say. */
  readonly findings: readonly string[];
  readonly result: CompileResult;
}

/** What a project is made of. */
export interface ProjectParts {
  readonly blocks: readonly Block[];
  /** Messages that no `send("...")` of the blocks names. */
  readonly messages?: readonly string[];
  /** Done in the folder before the flows are compiled. */
  readonly prepare?: (folder: string) => Promise<void>;
}

/** Writes the files of a page into a folder inside of the repository, and compiles them. */
export async function compilePage({ blocks, messages = [], prepare }: ProjectParts): Promise<PageProject> {
  // Git ignores it, and inside of the repository its packages are found.
  const parent = join(ROOT, "test/docs/.flow");
  await mkdir(parent, { recursive: true });
  const folder = await realpath(await mkdtemp(join(parent, "page-")));
  const sent = blocks.flatMap(({ text }) =>
    Array.from(text.matchAll(/\bsend\(\s*"([^"]+)"/g), ([, name = ""]) => name),
  );
  await mkdir(join(folder, "messages"));
  for (const name of new Set([...sent, ...messages])) {
    await writeFile(join(folder, "messages", `${name}.md`), `---\nsubject: ${name}\n---\n\nHello\n`);
  }
  for (const { file, text } of blocks) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), text);
  }
  await prepare?.(folder);
  const result = await compile({ projectDir: folder, messages: name => loadCatalog(folder, name), limitMs: 30_000 });
  const findings = result.diagnostics.map(({ code, span }) => `${code} ${span?.file}`).sort();
  return { folder, findings, result };
}

/** Removes the folder of a page. */
export async function removePage({ folder }: PageProject): Promise<void> {
  await rm(folder, { recursive: true });
}

/** What TypeScript has to say to these files of a page, as an editor with strict settings says it. */
export function typeErrors({ folder }: PageProject, files: readonly string[]): readonly string[] {
  const program = ts.createProgram({
    rootNames: files.map(file => join(folder, file)),
    options: {
      target: ts.ScriptTarget.ES2023,
      lib: ["lib.es2023.d.ts"],
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      types: ["node"],
      customConditions: ["@flowline/source"],
      strict: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      noUnusedLocals: true,
      noEmit: true,
      skipLibCheck: true,
    },
  });
  return files.flatMap(file => {
    const source = program.getSourceFile(join(folder, file));
    return ts
      .getPreEmitDiagnostics(program, source)
      .map(({ messageText }) => `${file}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`);
  });
}
