import { resolve } from "node:path";
import { findProjectFile } from "./1-load/find-project.js";
import type { CompileResult } from "./6-emit/compiled.js";
import type { CompileOptions } from "./compile-options.js";
import { settle } from "./compiled-source.js";
import { noProject } from "./diagnostics/build.js";
import { diagnose } from "./diagnostics/definition.js";

/**
 * Source to IR, in six phases, from nothing. Writes nothing and throws nothing for mistakes of the author's: they come
 * back as findings, all of them at once.
 */
export async function compile(options: CompileOptions): Promise<CompileResult> {
  const folder = resolve(options.projectDir);
  const configPath = await findProjectFile(folder);
  if (configPath === null) return withoutProject(folder);
  // Not at the top: TypeScript and esbuild take longer to load than a compile whose answer is known already.
  const { compileSource } = await import("./compile-source.js");
  return settle((await compileSource({ ...options, folder, configPath })).source);
}

/** What a folder without a project file compiles to. */
export function withoutProject(folder: string): CompileResult {
  const diagnostics = [diagnose(noProject, { folder }, { span: null })];
  return { project: null, flows: [], diagnostics, files: [] };
}
