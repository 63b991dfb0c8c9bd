import { stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import type { Diagnostic } from "@flowline/ir";
import { noProject } from "../diagnostics/build.js";
import { diagnose } from "../diagnostics/definition.js";

/** The names that a project file may have, the usual one first. */
export const PROJECT_FILES: readonly string[] = [
  "flow.config.ts",
  "flow.config.mts",
  "flow.config.js",
  "flow.config.mjs",
];

/** The folder of the nearest project file at or above `startDir`, or a finding that says how to make one. */
export async function findProject(
  startDir: string,
): Promise<{ readonly projectDir: string } | { readonly diagnostic: Diagnostic }> {
  const start = resolve(startDir);
  for (let folder = start; ; folder = dirname(folder)) {
    if ((await findProjectFile(folder)) !== null) return { projectDir: folder };
    if (dirname(folder) === folder) return { diagnostic: diagnose(noProject, { folder: start }, { span: null }) };
  }
}

/** The project file of exactly this folder. */
export async function findProjectFile(folder: string): Promise<string | null> {
  for (const name of PROJECT_FILES) {
    const path = join(folder, name);
    if (await isFile(path)) return path;
  }
  return null;
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}
