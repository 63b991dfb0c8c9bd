import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { PROJECT_FILES } from "./find-project.js";

const SOURCE = /\.(?:tsx?|mts|jsx?|mjs)$/;
const NOT_SOURCE = /\.d\.(?:ts|mts)$|\.(?:test|spec)\.[^.]+$/;
const SKIPPED_FOLDERS: ReadonlySet<string> = new Set(["node_modules", "dist"]);

/** Every source file of the project, sorted; folders with a project file of their own are projects of their own. */
export async function listSourceFiles(projectDir: string): Promise<readonly string[]> {
  const files: string[] = [];
  await collect(projectDir, files);
  return files.sort();
}

async function collect(folder: string, files: string[]): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isFile() && SOURCE.test(entry.name) && !NOT_SOURCE.test(entry.name)) files.push(path);
    if (entry.isDirectory() && !isSkipped(entry.name) && !(await isProject(path))) await collect(path, files);
  }
}

function isSkipped(folder: string): boolean {
  return folder.startsWith(".") || SKIPPED_FOLDERS.has(folder);
}

async function isProject(folder: string): Promise<boolean> {
  const names = await readdir(folder);
  return names.some(name => PROJECT_FILES.includes(name));
}
