import { readdir } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { isProjectFile } from "flowline/worker";
import { CommandError } from "../output/command-error.js";
import { exitCodes } from "../output/exit-codes.js";

/** The options that say which project and which database a command is about. */
export interface PlaceFlags {
  readonly project?: string;
  readonly database?: string;
}

/**
 * The folder of the project that a command is about, or undefined where there is none. The compiler finds it the same
 * way; it is not asked, because loading it takes longer than most commands.
 */
export async function findProjectDir(flags: PlaceFlags): Promise<string | undefined> {
  for (let folder = resolve(flags.project ?? "."); ; folder = dirname(folder)) {
    if (await hasProjectFile(folder)) return folder;
    if (folder === dirname(folder)) return undefined;
  }
}

/** The folder of the project that a command is about. */
export async function getProjectDir(flags: PlaceFlags): Promise<string> {
  const found = await findProjectDir(flags);
  if (found !== undefined) return found;
  throw new CommandError({
    code: "NO_PROJECT",
    message: `There is no project here: no flow.config.ts in ${resolve(flags.project ?? ".")} or in a folder above it.`,
    fix: "Run `flow init` to begin a project here, or name its folder with --project.",
    exitCode: exitCodes.usage,
  });
}

async function hasProjectFile(folder: string): Promise<boolean> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.some(entry => entry.isFile() && isProjectFile(entry.name));
  } catch {
    // A folder that does not exist or may not be read holds no project; the ones above it may.
    return false;
  }
}
