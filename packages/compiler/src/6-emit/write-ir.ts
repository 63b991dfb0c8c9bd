import { randomUUID } from "node:crypto";
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import type { CompileResult } from "./compiled.js";

/** A file that was looked at for writing. */
export interface WrittenFile {
  readonly path: string;
  /** False where the file already said the same. */
  readonly changed: boolean;
}

/** Writes the IR of the project and of its flows beside their sources, each file whole or not at all. */
export async function writeIr({ project, flows }: CompileResult): Promise<readonly WrittenFile[]> {
  const files = [...(project === null ? [] : [project]), ...flows];
  return Promise.all(files.map(writeWhenChanged));
}

async function writeWhenChanged({
  path,
  text,
}: {
  readonly path: string;
  readonly text: string;
}): Promise<WrittenFile> {
  if (isSame(await readIfThere(path), text)) return { path, changed: false };
  const temporary = `${path}.${randomUUID()}.tmp`;
  try {
    await writeFile(temporary, text);
    await rename(temporary, path);
  } finally {
    await rm(temporary, { force: true });
  }
  return { path, changed: true };
}

/** The file's text, or null where there is none. */
export async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}

/** Whether a committed file says what it should; git may have changed its line ends. */
export function isSame(committed: string | null, text: string): boolean {
  return committed?.replaceAll("\r\n", "\n") === text;
}
