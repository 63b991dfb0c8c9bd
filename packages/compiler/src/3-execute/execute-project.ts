import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Diagnostic, ProjectDraft } from "@flowline/ir";
import { importedBy } from "../1-load/load-project.js";
import type { LoadedProject } from "../1-load/loaded-project.js";
import type { Reading } from "../2-read/reading.js";
import { buildUnits } from "./build-units.js";
import type { ImportGraph } from "./bundle.js";
import { bundleUnits } from "./bundle.js";
import { findCopies } from "./find-copies.js";
import type { BuiltFlow, Target } from "./judge.js";
import { Judge } from "./judge.js";
import { Locator } from "./locate.js";

/** What phase 3 knows: what the builders said when they ran. */
export interface Drafts {
  /** Null where the project file could not be built; the findings say why. */
  readonly project: ProjectDraft | null;
  /** By the flow file's path. Files and exports that could not be built, or turned out to be no flows, are missing. */
  readonly flows: ReadonlyMap<string, readonly BuiltFlow[]>;
  readonly diagnostics: readonly Diagnostic[];
  /** Absolute paths of every file that was bundled. */
  readonly inputs: readonly string[];
  /** Which of them imports which. */
  readonly imports: ImportGraph;
}

/** What is known of the project file already, from a compile before. */
export type KnownProject = Pick<Drafts, "imports"> & { readonly project: ProjectDraft };

/** How modules are run. */
export interface ExecuteOptions {
  readonly limitMs: number;
  /** The project file is then left alone. */
  readonly known?: KnownProject | undefined;
}

/** Phase 3: bundles the instrumented modules and lets one child process build every flow, twice. */
export async function executeProject(
  loaded: LoadedProject,
  reading: Reading,
  { limitMs, known }: ExecuteOptions,
): Promise<Drafts> {
  const targets = targetsOf(loaded).filter(({ role }) => role !== "project" || known === undefined);
  const parent = join(loaded.projectDir, ".flow", "build");
  await mkdir(parent, { recursive: true });
  const buildDir = await mkdtemp(join(parent, "compile-"));
  try {
    const { projectDir } = loaded;
    const options = { projectDir, outDir: join(buildDir, "1"), reading, programs: programsOf(loaded) };
    const bundle = await bundleUnits(targets, options);
    const outcomes = await buildUnits(bundle, { buildDir, projectDir, limitMs });
    const judge = new Judge({ locator: new Locator(projectDir, reading, bundle), reading, limitMs });
    for (const target of targets) judge.judge(target, bundle.failures.get(target.id), outcomes.get(target.id));
    const imports = new Map([...(known?.imports ?? []), ...bundle.imports]);
    const diagnostics = [...judge.diagnostics, ...findCopies(loaded, imports)];
    return {
      project: known?.project ?? judge.project,
      flows: judge.flows,
      diagnostics,
      inputs: bundle.inputs,
      imports,
    };
  } finally {
    await rm(buildDir, { recursive: true, force: true });
  }
}

/** Files with syntax errors, and what imports them, are not built: their findings are there already. */
function targetsOf({ configPath, configSpan, flows, modules }: LoadedProject): readonly Target[] {
  const project: Target = { id: "project", path: configPath, exports: null, role: "project", span: configSpan };
  const others = flows.map((file, index): Target => {
    const exports = file.exports.map(({ exportName }) => exportName);
    const span = file.exports[0]?.span ?? null;
    return { id: `flow-${index}`, path: file.path, exports, role: "flows", file, span };
  });
  return [project, ...others].filter(({ path }) =>
    importedBy(path, modules).every(({ syntaxErrors }) => syntaxErrors.length === 0),
  );
}

function programsOf({ modules }: LoadedProject): ReadonlyMap<string, string> {
  const packages = [...modules.values()].flatMap(module => [...module.packages.values()]);
  return new Map(packages.map(({ path, program }) => [path, program]));
}
