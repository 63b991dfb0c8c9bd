import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * The root of the repository that a folder belongs to: the nearest folder at or above it with a `.git` (a folder, or a
 * file in a worktree). Without one it is the folder itself. Not the folder where a command runs: a pull request names
 * its files from the root, wherever a workflow stands.
 */
export function findRepositoryRoot(projectDir: string): string {
  for (let folder = projectDir; ; folder = dirname(folder)) {
    if (existsSync(join(folder, ".git"))) return folder;
    if (folder === dirname(folder)) return projectDir;
  }
}
