import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { buildJourneyPackage } from "@flowline/compiler";
import ts from "typescript";
import type { Block } from "./page.js";

/** A package that a page shows. */
export interface ShownPackage {
  readonly manifest: string;
  /** Its source, with the package's folder in front of the names. */
  readonly blocks: readonly Block[];
  readonly prefix: string;
}

/** Builds a package where an install would have put it; its source is gone then, as if it had not been published. */
export async function buildShownPackage(folder: string, { manifest, blocks, prefix }: ShownPackage): Promise<void> {
  const packageDir = join(folder, "node_modules", JSON.parse(manifest).name);
  await mkdir(packageDir, { recursive: true });
  await writeFile(join(packageDir, "package.json"), manifest);
  for (const { file, text } of blocks) {
    const path = join(packageDir, file.slice(prefix.length));
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  }
  const { diagnostics } = await buildJourneyPackage({ packageDir });
  if (diagnostics.length > 0) throw new Error(diagnostics.map(({ code, message }) => `${code} ${message}`).join("\n"));
  const rootNames = blocks.map(({ file }) => join(packageDir, file.slice(prefix.length)));
  // The project's registration types `on` and the journey's conditions.
  ts.createProgram({
    rootNames: [...rootNames, join(folder, "flow.config.ts")],
    options: {
      target: ts.ScriptTarget.ES2023,
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      customConditions: ["@flowline/source"],
      types: ["node"],
      strict: true,
      skipLibCheck: true,
      declaration: true,
      emitDeclarationOnly: true,
      outDir: join(packageDir, "dist"),
      rootDir: join(packageDir, "src"),
    },
  }).emit();
  await rm(join(packageDir, "src"), { recursive: true });
}
