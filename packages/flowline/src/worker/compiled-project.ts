import { readdir, readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { DecodeError, decodeFlow, decodeProject, type FlowIr, nearestName, type ProjectIr } from "@flowline/ir";
import { ProjectError } from "./project-error.js";

/** What `flow compile` wrote: all that a worker needs of a project besides its messages. */
export interface CompiledProject {
  readonly projectDir: string;
  readonly project: ProjectIr;
  /** By name. */
  readonly flows: readonly FlowIr[];
}

const projectFile = "flow.config.ir.json";
const suffix = ".ir.json";

/** Whether a file of that name makes its folder a project. */
export function isProjectFile(name: string): boolean {
  return /^flow\.config\.(?:ts|mts|js|mjs)$/.test(name);
}

/** Reads a project's committed IR. No compiler takes part. */
export async function readCompiledProject(projectDir: string): Promise<CompiledProject> {
  const project = await readProjectIr(projectDir);
  if (project === undefined) throw notCompiled(projectDir);
  const files = await listFlowIrFiles(projectDir);
  const flows = await Promise.all(files.map(file => readFlowIr(projectDir, file)));
  return Object.freeze({ projectDir, project, flows: flows.toSorted((a, b) => (a.flow < b.flow ? -1 : 1)) });
}

/** The compiled project file, or undefined where nothing was compiled yet. */
export async function readProjectIr(projectDir: string): Promise<ProjectIr | undefined> {
  const path = join(projectDir, projectFile);
  const text = await readIfThere(path);
  return text === undefined ? undefined : decode(path, text, decodeProject);
}

/** One flow of several by its name. */
export function getFlow(flows: readonly FlowIr[], name: string): FlowIr {
  const found = flows.find(flow => flow.flow === name);
  if (found !== undefined) return found;
  const names = flows.map(flow => flow.flow);
  const nearest = nearestName(name, names);
  throw new ProjectError("UNKNOWN_FLOW", {
    message: `This project has no flow ${JSON.stringify(name)}. Its flows are ${names.join(", ") || "none"}.`,
    fix: nearest === undefined ? "A flow is named after its file." : `Did you mean ${nearest}?`,
  });
}

function notCompiled(projectDir: string): ProjectError {
  return new ProjectError("NOT_COMPILED", {
    message: `The project in ${projectDir} has not been compiled: there is no ${projectFile}.`,
    fix: "Run `flow compile`, and commit the .ir.json files that it writes.",
  });
}

/** One compiled flow, from its file relative to the project's folder. */
export async function readFlowIr(projectDir: string, file: string): Promise<FlowIr> {
  const path = join(projectDir, file);
  return decode(path, await readFile(path, "utf8"), decodeFlow);
}

function decode<Ir>(path: string, text: string, decoder: (json: unknown) => Ir): Ir {
  try {
    return decoder(JSON.parse(text));
  } catch (error) {
    if (!(error instanceof DecodeError) && !(error instanceof SyntaxError)) throw error;
    throw new ProjectError("BAD_IR", {
      message: `${path} is not what the compiler writes: ${error.message}`,
      fix: "Run `flow compile` to write it again.",
      cause: error,
    });
  }
}

/** The IR files of the project's flows, relative to its folder; a folder with a project of its own is not part of it. */
export async function listFlowIrFiles(projectDir: string): Promise<readonly string[]> {
  const found: string[] = [];
  const folders = [projectDir];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const entries = await readdir(folder, { withFileTypes: true });
    if (folder !== projectDir && entries.some(entry => isProjectFile(entry.name))) continue;
    for (const entry of entries) {
      const path = join(folder, entry.name);
      if (entry.isDirectory() && !isSkipped(entry.name)) folders.push(path);
      else if (entry.isFile() && isFlowIr(entry.name)) found.push(relative(projectDir, path));
    }
  }
  return found;
}

function isSkipped(folder: string): boolean {
  return folder.startsWith(".") || folder === "node_modules" || folder === "dist";
}

function isFlowIr(name: string): boolean {
  return name.endsWith(suffix) && name !== projectFile;
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}
