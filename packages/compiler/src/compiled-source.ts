import type { Diagnostic } from "@flowline/ir";
import { compareCommitted } from "./6-emit/compare-committed.js";
import type { CompiledFlow, CompiledProject, CompileResult } from "./6-emit/compiled.js";
import { sortDiagnostics } from "./diagnostics/sort-diagnostics.js";

/** What the sources compile to, whatever is committed. */
export interface CompiledSource {
  /** Null where the project file has errors. */
  readonly project: CompiledProject | null;
  /** Every flow with a graph, by name. */
  readonly flows: readonly ReachingFlow[];
  readonly diagnostics: readonly Diagnostic[];
  /** Absolute paths of everything that was read, without what lies in packages. */
  readonly files: readonly string[];
}

/** A flow and the files that it is made of. */
export interface ReachingFlow {
  readonly flow: CompiledFlow;
  /** The file and all that it imports, relative to the project's folder. */
  readonly reached: readonly string[];
}

/** Compares with what is committed. Only flows whose files are free of errors are given. */
export async function settle({ project, flows, diagnostics, files }: CompiledSource): Promise<CompileResult> {
  const changes = await compareCommitted(flows.map(({ flow }) => flow));
  const all = sortDiagnostics([...diagnostics, ...changes]);
  const faulty = new Set(all.filter(isError).map(({ span }) => span?.file));
  const sound = flows.filter(({ reached }) => reached.every(file => !faulty.has(file)));
  return { project, flows: project === null ? [] : sound.map(({ flow }) => flow), diagnostics: all, files };
}

/** Whether a finding keeps something from being compiled. */
export function isError({ severity }: Diagnostic): boolean {
  return severity === "error";
}
