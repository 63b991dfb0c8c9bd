import { mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Diagnostic } from "@flowline/ir";
import { findProjectFile } from "../../src/1-load/find-project.js";
import { loadProject } from "../../src/1-load/load-project.js";
import type { LoadedProject } from "../../src/1-load/loaded-project.js";
import { readProject } from "../../src/2-read/read-project.js";
import type { Reading } from "../../src/2-read/reading.js";
import type { Drafts } from "../../src/3-execute/execute-project.js";
import { executeProject } from "../../src/3-execute/execute-project.js";
import type { BuiltFlow } from "../../src/3-execute/judge.js";

/** The smallest project file. */
export const CONFIG = `import { defineProject, env, subject, table } from "flowline";
import { z } from "zod";

export default defineProject({
  database: env("DATABASE_URL"),
  subjects: { user: subject({ schema: z.object({ id: z.string() }), source: table("users", { key: "id" }) }) },
  messages: "./messages",
});
`;

/** A folder of its own with these files. Inside the repository, so that it finds its packages; git ignores it. */
export async function writeFiles(files: Readonly<Record<string, string>>): Promise<string> {
  const parent = fileURLToPath(new URL("../../.flow", import.meta.url));
  await mkdir(parent, { recursive: true });
  const folder = await realpath(await mkdtemp(join(parent, "test-")));
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), text);
  }
  return folder;
}

/** What the first three phases make of a project. */
export interface Built {
  readonly loaded: LoadedProject;
  readonly reading: Reading;
  readonly drafts: Drafts;
  /** All flows, by file and export. */
  readonly flows: readonly BuiltFlow[];
  readonly diagnostics: readonly Diagnostic[];
  /** `CODE file:line`, sorted. */
  readonly findings: readonly string[];
}

/** Runs the first three phases on the project in a folder. */
export async function buildAt(folder: string, limitMs = 30_000): Promise<Built> {
  const loaded = await loadProject(folder, (await findProjectFile(folder)) ?? "");
  const reading = readProject(loaded);
  const drafts = await executeProject(loaded, reading, { limitMs });
  const diagnostics = [loaded, reading, drafts].flatMap(phase => phase.diagnostics);
  const findings = diagnostics.map(({ code, span }) => `${code} ${span?.file}:${span?.start.line}`).sort();
  return { loaded, reading, drafts, flows: [...drafts.flows.values()].flat(), diagnostics, findings };
}

/** The same for a project with these files, beside a project file where they bring none. The folder is gone then. */
export async function buildFiles(files: Readonly<Record<string, string>>, limitMs?: number): Promise<Built> {
  const folder = await writeFiles({ "flow.config.ts": CONFIG, ...files });
  try {
    return await buildAt(folder, limitMs);
  } finally {
    await rm(folder, { recursive: true });
  }
}
