import type { Diagnostic, MessageCatalog } from "@flowline/ir";
import { importedBy } from "./1-load/load-project.js";
import type { LoadedProject } from "./1-load/loaded-project.js";
import type { FlowDirectory } from "./4-lower/flow-directory.js";
import type { FlowSource } from "./4-lower/lower-flow.js";
import { lowerFlow } from "./4-lower/lower-flow.js";
import type { LoweredFlow, LoweredProject } from "./4-lower/lowered.js";
import type { Lowering } from "./4-lower/lowering.js";
import { checkCalls } from "./5-check/check-calls.js";
import { checkFlow } from "./5-check/check-flow.js";
import { checkFlowNames } from "./5-check/check-flow-names.js";
import { checkSize } from "./5-check/check-size.js";
import type { CompiledFlow } from "./6-emit/compiled.js";
import { emitFlow } from "./6-emit/emit.js";
import { isError, type ReachingFlow } from "./compiled-source.js";

/** What one flow came to, as far as it does not depend on what the others are called. */
export interface FlowUnit {
  readonly source: FlowSource;
  readonly flow: LoweredFlow;
  /** What was found in it, but for what the lowering holds. */
  readonly findings: readonly Diagnostic[];
  /** Null where it has no graph. */
  readonly compiled: CompiledFlow | null;
}

/** What flows are compiled against. */
export interface FlowsSurroundings {
  readonly projectDir: string;
  readonly lowering: Lowering;
  readonly project: LoweredProject | null;
  readonly catalog: MessageCatalog | null;
  readonly directory: FlowDirectory;
}

/** Phases 4 to 6 for one flow. */
export function compileFlow(source: FlowSource, surroundings: FlowsSurroundings): FlowUnit {
  const { project, catalog, projectDir } = surroundings;
  const flow = lowerFlow(source, surroundings);
  const findings = project === null || catalog === null ? [] : checkFlow(flow, { project, catalog });
  // A flow with an error is not emitted; the others are.
  const isSound = flow.graph !== null && !findings.some(isError);
  const compiled = isSound ? emitFlow(flow.graph, { projectDir, isDefault: source.isDefault }) : null;
  return { source, flow, findings, compiled };
}

/** Flows beside each other: those that may be emitted, and all that was found in any of them. */
export function joinFlows(
  units: readonly FlowUnit[],
  loaded: Pick<LoadedProject, "modules" | "flows">,
): { readonly flows: readonly ReachingFlow[]; readonly findings: readonly Diagnostic[] } {
  const names = checkFlowNames(units.map(({ source }) => source));
  const between = checkCalls(units.map(({ flow }) => flow));
  const paths = new Map(loaded.flows.map(({ file, path }) => [file, path]));
  const findings: Diagnostic[] = [];
  const flows: ReachingFlow[] = [];
  for (const { source, flow, findings: own, compiled } of units) {
    const others = [names.get(source) ?? [], between.get(flow.name) ?? []].flat();
    findings.push(...others, ...own);
    if (compiled === null || others.some(isError)) continue;
    findings.push(...checkSize(compiled, flow.span));
    const path = paths.get(source.file);
    const reached = path === undefined ? [] : importedBy(path, loaded.modules);
    flows.push({ flow: compiled, reached: reached.map(module => module.source.file) });
  }
  return { flows: flows.sort((left, right) => (left.flow.name < right.flow.name ? -1 : 1)), findings };
}
