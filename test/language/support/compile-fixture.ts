import { join } from "node:path";
import { type CompileResult, compile, formatDiagnostics } from "@flowline/compiler";
import type { EventIr, FlowIr } from "@flowline/ir";
import { loadCatalog } from "@flowline/messages";

/** A project of this folder, compiled from its source. */
export interface CompiledFixture {
  readonly result: CompileResult;
  readonly flows: readonly FlowIr[];
  readonly events: Readonly<Record<string, EventIr>>;
  /** All findings as an author reads them; empty where there are none. */
  readonly findings: string;
  /** The flow of that name. */
  flow(name: string): FlowIr;
}

/** Compiles `test/language/NAME`, or another folder of the repository. */
export async function compileFixture(folder: string): Promise<CompiledFixture> {
  const projectDir = join(import.meta.dirname, "..", folder);
  const result = await compile({ projectDir, messages: messages => loadCatalog(projectDir, messages) });
  const flows = result.flows.map(({ ir }) => ir);
  return {
    result,
    flows,
    events: result.project?.ir.events ?? {},
    findings:
      result.diagnostics.length === 0
        ? ""
        : formatDiagnostics(result.diagnostics, { format: "text", color: false, projectDir }),
    flow: name => {
      const found = flows.find(({ flow }) => flow === name);
      if (found === undefined) throw new Error(`There is no flow ${name} among ${flows.map(({ flow }) => flow)}.`);
      return found;
    },
  };
}
