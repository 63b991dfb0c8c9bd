import { mkdir, readdir, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { isProjectFile } from "flowline/worker";
import { mergeManifest } from "./merge-manifest.js";
import { type Template, templates } from "./templates.js";

/** What became of one file. */
interface InitializedFile {
  readonly path: string;
  readonly what: string;
  /** `kept`: it was there already, and was not touched. */
  readonly outcome: "created" | "changed" | "kept";
}

/** What `flow init` did, and what is left to do. */
export interface InitReport {
  readonly folder: string;
  readonly files: readonly InitializedFile[];
  /** Packages that the new files import and that are not installed. */
  readonly missingPackages: readonly string[];
}

/**
 * Writes a project into a folder. A file that is there is never overwritten. Where a project file stands already, only
 * package.json is looked after: that project has flows and messages of its own.
 */
export async function initProject(folder: string): Promise<InitReport> {
  await mkdir(folder, { recursive: true });
  // First, because it is the one that can refuse.
  const manifest = await mergeManifest(folder);
  const isNew = !(await readdir(folder)).some(isProjectFile);
  const files: InitializedFile[] = [];
  for (const template of isNew ? templates : []) files.push(await writeTemplate(folder, template));
  files.push({ path: "package.json", what: "scripts: npm run dev, npm run compile", outcome: manifest });
  const missingPackages = ["flowline", "zod"].filter(name => !isInstalled(folder, name));
  return { folder, files, missingPackages };
}

async function writeTemplate(folder: string, { path, text, what }: Template): Promise<InitializedFile> {
  const target = join(folder, path);
  await mkdir(dirname(target), { recursive: true });
  try {
    await writeFile(target, text, { flag: "wx" });
    return { path, what, outcome: "created" };
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return { path, what, outcome: "kept" };
    throw error;
  }
}

/** An ESM package has no entry for `require`, but an error of its own kind when it is there. */
function isInstalled(folder: string, name: string): boolean {
  try {
    createRequire(join(folder, "flow.config.ts")).resolve(name);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "ERR_PACKAGE_PATH_NOT_EXPORTED";
  }
}
