import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { decodeFlow, type FlowIr } from "@flowline/ir";
import { CommandError } from "../output/command-error.js";
import { exitCodes } from "../output/exit-codes.js";

const run = promisify(execFile);
const MAX_BYTES = 64 * 1024 * 1024;

/** The flows whose IR a git revision holds, by name. Arguments go to git as they are, never through a shell. */
export async function flowsOfRevision(projectDir: string, revision: string): Promise<ReadonlyMap<string, FlowIr>> {
  const commit = await git(projectDir, ["rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`])
    .then(text => text.trim())
    .catch((error: unknown) => {
      throw refusal(revision, error);
    });
  const listed = await git(projectDir, ["ls-tree", "-r", "-z", "--name-only", commit, "."]);
  const files = listed
    .split("\0")
    .filter(file => file.endsWith(".ir.json") && !/(^|\/)flow\.config\.ir\.json$/.test(file));
  const flows = await Promise.all(files.map(file => readFlow(projectDir, { commit, file, revision })));
  return new Map(flows.map(flow => [flow.flow, flow]));
}

async function readFlow(
  projectDir: string,
  { commit, file, revision }: { readonly commit: string; readonly file: string; readonly revision: string },
): Promise<FlowIr> {
  const text = await git(projectDir, ["show", `${commit}:./${file}`]);
  try {
    return decodeFlow(JSON.parse(text));
  } catch (error) {
    throw new CommandError({
      code: "UNREADABLE_IR",
      message: `${file} of ${revision} cannot be read as a compiled flow: ${error instanceof Error ? error.message : error}.`,
      fix: "Compare with a revision that this version of Flowline has compiled.",
      exitCode: exitCodes.failed,
      cause: error,
    });
  }
}

async function git(cwd: string, args: readonly string[]): Promise<string> {
  const { stdout } = await run("git", [...args], { cwd, maxBuffer: MAX_BYTES });
  return stdout;
}

function refusal(revision: string, cause: unknown): CommandError {
  const isMissing = cause instanceof Error && "code" in cause && cause.code === "ENOENT";
  return new CommandError({
    code: isMissing ? "NO_GIT" : "UNKNOWN_REVISION",
    message: isMissing
      ? "git is not installed here, and --against needs it."
      : `git knows no revision "${revision}" of this project.`,
    fix: isMissing
      ? "Install git, or leave --against out to compare with the committed files beside the sources."
      : "Give a branch, a tag or a commit: flow diff --against main. In CI the checkout must hold it (fetch-depth: 0).",
    exitCode: exitCodes.usage,
    cause,
  });
}
