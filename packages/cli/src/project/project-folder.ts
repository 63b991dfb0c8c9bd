import { resolve } from "node:path";
import { findProject } from "@flowline/compiler";
import { CommandError } from "../output/command-error.js";
import { exitCodes } from "../output/exit-codes.js";

/** The options that say which project and which database a command is about. */
export interface PlaceFlags {
  readonly project?: string;
  readonly database?: string;
}

/** The folder of the project that a command is about, or undefined where there is none. */
export async function findProjectDir(flags: PlaceFlags): Promise<string | undefined> {
  const found = await findProject(resolve(flags.project ?? "."));
  return "projectDir" in found ? found.projectDir : undefined;
}

/** The folder of the project that a command is about. */
export async function getProjectDir(flags: PlaceFlags): Promise<string> {
  const start = resolve(flags.project ?? ".");
  const found = await findProject(start);
  if ("projectDir" in found) return found.projectDir;
  throw new CommandError({
    code: "NO_PROJECT",
    message: `There is no project here: no flow.config.ts in ${start} or in a folder above it.`,
    fix: "Run `flow init` to begin a project here, or name its folder with --project.",
    exitCode: exitCodes.usage,
  });
}
