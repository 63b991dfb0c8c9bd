import { realpath } from "node:fs/promises";
import { join, resolve, sep } from "node:path";
import type { Diagnostic, MessageCatalog } from "@flowline/ir";
import { findProjectFile } from "./1-load/find-project.js";
import { importedBy, loadProject } from "./1-load/load-project.js";
import type { LoadedProject } from "./1-load/loaded-project.js";
import { readProject } from "./2-read/read-project.js";
import type { Drafts } from "./3-execute/execute-project.js";
import { executeProject } from "./3-execute/execute-project.js";
import { directoryOf, flowSources } from "./4-lower/flow-sources.js";
import { lowerFlow } from "./4-lower/lower-flow.js";
import { lowerProject } from "./4-lower/lower-project.js";
import type { LoweredProject } from "./4-lower/lowered.js";
import { Lowering } from "./4-lower/lowering.js";
import { checkCalls } from "./5-check/check-calls.js";
import { checkEvents } from "./5-check/check-events.js";
import { checkFlow } from "./5-check/check-flow.js";
import { checkFlowNames } from "./5-check/check-flow-names.js";
import { checkSize } from "./5-check/check-size.js";
import { compareCommitted } from "./6-emit/compare-committed.js";
import type { CompiledFlow, CompileResult } from "./6-emit/compiled.js";
import { emitFlow, emitProject } from "./6-emit/emit.js";
import { noProject } from "./diagnostics/build.js";
import { diagnose } from "./diagnostics/definition.js";
import { sortDiagnostics } from "./diagnostics/sort-diagnostics.js";

/** What to compile. */
export interface CompileOptions {
  /** The folder that holds `flow.config.ts`. */
  readonly projectDir: string;
  /** Reads the project's messages; gets their folder relative to the project's. */
  readonly messages: (folder: string) => Promise<MessageCatalog>;
  /** How long the project's modules may run, in milliseconds. Default: 10,000. */
  readonly limitMs?: number;
}

/**
 * Source to IR, in six phases. Writes nothing and throws nothing for mistakes of the author's: they come back as
 * findings, all of them at once.
 */
export async function compile({ projectDir, messages, limitMs = 10_000 }: CompileOptions): Promise<CompileResult> {
  const folder = resolve(projectDir);
  const configPath = await findProjectFile(folder);
  if (configPath === null) {
    const diagnostics = [diagnose(noProject, { folder }, { span: null })];
    return { project: null, flows: [], diagnostics, files: [] };
  }
  // Bundlers and stack traces name files by their real paths.
  const loaded = await loadProject(await realpath(folder), await realpath(configPath));
  const reading = readProject(loaded);
  const drafts = await executeProject(loaded, reading, limitMs);

  const lowering = new Lowering(reading);
  const project = drafts.project && lowerProject(drafts.project, loaded.configSpan, lowering);
  const isSound = project !== null && !lowering.diagnostics.some(isError);
  const catalog = project === null || project.ir.messages === "" ? null : await messages(project.ir.messages);
  const { flows, findings } = compileFlows(loaded, drafts, { lowering, project, catalog });

  const phases = [loaded, reading, drafts, lowering, catalog].flatMap(phase => phase?.diagnostics ?? []);
  const changes = await compareCommitted(flows);
  const diagnostics = sortDiagnostics([...phases, ...findings, ...changes]);
  return {
    project: isSound ? emitProject(project, loaded.configPath) : null,
    flows: isSound ? withoutErrors(flows, loaded, diagnostics) : [],
    diagnostics,
    files: filesOf(loaded, drafts, catalog),
  };
}

interface Surroundings {
  readonly lowering: Lowering;
  readonly project: LoweredProject | null;
  readonly catalog: MessageCatalog | null;
}

/** Phases 4 to 6 for each flow. A flow with an error is not emitted; the others are. */
function compileFlows(loaded: LoadedProject, drafts: Drafts, { lowering, project, catalog }: Surroundings) {
  const sources = flowSources(drafts);
  const directory = directoryOf(sources);
  const names = checkFlowNames(sources);
  const lowered = sources.map(source => ({
    source,
    flow: lowerFlow(source, { lowering, project, catalog, directory }),
  }));
  const between = checkCalls(lowered.map(({ flow }) => flow));
  const flows: CompiledFlow[] = [];
  const findings: Diagnostic[] = project === null ? [] : [...checkEvents(project)];
  for (const { source, flow } of lowered) {
    const own = [names.get(source) ?? [], between.get(flow.name) ?? []].flat();
    if (project !== null && catalog !== null) own.push(...checkFlow(flow, { project, catalog }));
    findings.push(...own);
    if (flow.graph === null || own.some(isError)) continue;
    const compiled = emitFlow(flow.graph, { projectDir: loaded.projectDir, isDefault: source.isDefault });
    findings.push(...checkSize(compiled, flow.span));
    flows.push(compiled);
  }
  return { flows: flows.sort((left, right) => (left.name < right.name ? -1 : 1)), findings };
}

/** The flows whose file, and all that it imports, are free of errors. */
function withoutErrors(
  flows: readonly CompiledFlow[],
  { modules, flows: files }: LoadedProject,
  diagnostics: readonly Diagnostic[],
): readonly CompiledFlow[] {
  const faulty = new Set(diagnostics.filter(isError).map(({ span }) => span?.file));
  return flows.filter(({ ir }) => {
    const path = files.find(({ file }) => file === ir.meta.file)?.path;
    const reached = path === undefined ? [] : importedBy(path, modules);
    return reached.every(module => !faulty.has(module.source.file));
  });
}

function isError({ severity }: Diagnostic): boolean {
  return severity === "error";
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
