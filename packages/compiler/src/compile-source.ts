import { realpath } from "node:fs/promises";
import { join, sep } from "node:path";
import type { Diagnostic, MessageCatalog } from "@flowline/ir";
import { sidecarOf } from "./1-load/journey-package.js";
import { loadProject } from "./1-load/load-project.js";
import type { LoadedProject } from "./1-load/loaded-project.js";
import { resolverFiles } from "./1-load/module-resolver.js";
import { readProject } from "./2-read/read-project.js";
import type { Drafts, KnownProject } from "./3-execute/execute-project.js";
import { executeProject } from "./3-execute/execute-project.js";
import { directoryOf, flowSources } from "./4-lower/flow-sources.js";
import { lowerProject } from "./4-lower/lower-project.js";
import type { LoweredProject } from "./4-lower/lowered.js";
import { Lowering } from "./4-lower/lowering.js";
import { checkEvents } from "./5-check/check-events.js";
import { emitProject } from "./6-emit/emit.js";
import { compileFlow, type FlowUnit, joinFlows } from "./compile-flows.js";
import type { CompileOptions } from "./compile-options.js";
import { type CompiledSource, isError } from "./compiled-source.js";

/** A project whose file has been found. */
export interface SourceOptions extends CompileOptions {
  readonly folder: string;
  readonly configPath: string;
}

/** All that a compile knows, for the next one. */
export interface Snapshot {
  readonly loaded: LoadedProject;
  /** Those of the flows need not be all: what became of them stands in the units. */
  readonly drafts: Drafts;
  readonly project: LoweredProject | null;
  readonly catalog: MessageCatalog | null;
  readonly units: readonly FlowUnit[];
  /** What was found before flows were seen beside each other. */
  readonly findings: readonly Diagnostic[];
  readonly source: CompiledSource;
  /** Absolute paths of everything that was read, packages included, messages not. */
  readonly inputs: readonly string[];
}

/** All phases, but for what depends on what is committed. */
export async function compileSource(options: SourceOptions): Promise<Snapshot> {
  // Bundlers and stack traces name files by their real paths.
  const loaded = await loadProject(await realpath(options.folder), await realpath(options.configPath));
  return compileLoaded(loaded, options);
}

/** What need not be compiled again. */
export interface Before {
  /** Flows that may be called. */
  readonly others: readonly FlowUnit[];
  readonly known: KnownProject;
}

/** Phases 2 to 6, of all or of what is left beside what is known. */
export async function compileLoaded(
  loaded: LoadedProject,
  { limitMs = 10_000, messages }: Pick<CompileOptions, "limitMs" | "messages">,
  before?: Before,
): Promise<Snapshot> {
  const reading = readProject(loaded);
  const drafts = await executeProject(loaded, reading, { limitMs, known: before?.known });
  const lowering = new Lowering(reading);
  const project = drafts.project && lowerProject(drafts.project, loaded.configSpan, lowering);
  const isSound = project !== null && !lowering.diagnostics.some(isError);
  const catalog = project === null || project.ir.messages === "" ? null : await messages(project.ir.messages);
  const sources = flowSources(drafts);
  const directory = directoryOf([...(before?.others.map(({ source }) => source) ?? []), ...sources]);
  const surroundings = { projectDir: loaded.projectDir, lowering, project, catalog, directory };
  const units = sources.map(source => compileFlow(source, surroundings));
  const findings = [
    ...[loaded, reading, drafts, lowering, catalog].flatMap(phase => phase?.diagnostics ?? []),
    ...(project === null ? [] : checkEvents(project)),
  ];
  const emitted = isSound ? emitProject(project, loaded.configPath) : null;
  const joined = joinFlows(units, loaded);
  return {
    ...{ loaded, drafts, project, catalog, units, findings },
    source: {
      project: emitted,
      flows: joined.flows,
      diagnostics: [...findings, ...joined.findings],
      files: filesOf(loaded, drafts, catalog),
    },
    inputs: inputsOf(loaded, drafts),
  };
}

/** What was read, without what lies in packages. */
function filesOf(
  { projectDir, modules }: LoadedProject,
  { inputs }: Drafts,
  catalog: MessageCatalog | null,
): readonly string[] {
  const messages = Object.values(catalog?.messages ?? {}).map(({ file }) => join(projectDir, file));
  const bundled = inputs.filter(input => !input.includes(`${sep}node_modules${sep}`));
  return [...new Set([...modules.keys(), ...bundled, ...messages])].sort();
}

function inputsOf({ projectDir, modules }: LoadedProject, { inputs }: Drafts): readonly string[] {
  const packages = [...modules.values()].flatMap(module => [...module.packages.values()]);
  const built = packages.flatMap(({ path, program }) => [path, program, sidecarOf(path)]);
  return [...new Set([...modules.keys(), ...inputs, ...built, ...resolverFiles(projectDir)])].sort();
}
