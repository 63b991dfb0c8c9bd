import { type CompileResult, checkIr, createCompiler, formatDiagnostics } from "@flowline/compiler";
import type { Diagnostic, FlowIr } from "@flowline/ir";
import { loadCatalog } from "@flowline/messages";
import { CommandError } from "../output/command-error.js";
import { exitCodes } from "../output/exit-codes.js";
import type { Terminal } from "../output/terminal.js";

/** Compiles one project, as often as it is asked. What it keeps from one time to the next is its own affair. */
export interface ProjectCompiler {
  readonly projectDir: string;
  /** Compiles the source as it is now, messages included. Findings are in the result, never thrown. */
  compile(): Promise<CompileResult>;
}

/** The compiler of a project. */
export function createProjectCompiler(projectDir: string): ProjectCompiler {
  const compiler = createCompiler({ projectDir, messages: folder => loadCatalog(projectDir, folder) });
  return Object.freeze({ projectDir, compile: () => compiler.compile() });
}

/** Whether something was found that keeps the project from being compiled. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(diagnostic => diagnostic.severity === "error");
}

/** The project's flows as they are written now; refuses where anything is wrong. */
export async function compileOrRefuse(projectDir: string, terminal: Terminal): Promise<readonly FlowIr[]> {
  const result = await compileSound(projectDir, terminal);
  return result.flows.map(flow => flow.ir);
}

/** The same, and the committed IR must be that of the source: what is deployed is what was reviewed. */
export async function compileCommitted(projectDir: string, terminal: Terminal): Promise<readonly FlowIr[]> {
  const result = await compileSound(projectDir, terminal);
  const stale = await checkIr(result);
  if (stale.length > 0) throw findings("STALE_IR", stale, { projectDir, terminal });
  return result.flows.map(flow => flow.ir);
}

/** Everything that the source compiles to as it is written now; refuses where anything is wrong. */
export async function compileSound(projectDir: string, terminal: Terminal): Promise<CompileResult> {
  const result = await createProjectCompiler(projectDir).compile();
  if (hasErrors(result.diagnostics)) throw findings("FINDINGS", result.diagnostics, { projectDir, terminal });
  return result;
}

interface FindingsContext {
  readonly projectDir: string;
  readonly terminal: Terminal;
}

function findings(code: string, diagnostics: readonly Diagnostic[], context: FindingsContext): CommandError {
  const { projectDir, terminal } = context;
  const text = formatDiagnostics(diagnostics, { format: "text", color: terminal.color, projectDir });
  return new CommandError({
    code,
    message: `The project cannot be used as it is.\n\n${text}\n`,
    fix: "Nothing was done. Put these right and try again.",
    exitCode: exitCodes.failed,
    facts: { diagnostics },
  });
}
