import { join, relative, sep } from "node:path";

/** Where the findings' files lie, and from where they are to be named. */
export interface Folders {
  /** The folder that the findings' files are relative to. */
  readonly projectDir: string;
  /** The folder that printed paths are relative to. */
  readonly rootDir: string;
}

/** A finding's file as a path from the root, with forward slashes on every system. */
export function rootPath(file: string, { projectDir, rootDir }: Folders): string {
  return relative(rootDir, join(projectDir, file)).replaceAll(sep, "/");
}
