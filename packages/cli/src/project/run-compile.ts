import { relative } from "node:path";
import { type CompileResult, checkIr, formatDiagnostics, writeIr } from "@flowline/compiler";
import type { Diagnostic } from "@flowline/ir";
import { listFlowIrFiles } from "flowline/worker";
import { exitCodes } from "../output/exit-codes.js";
import type { CommandResult, Terminal } from "../output/terminal.js";
import { compileProject, hasErrors } from "./compile-project.js";

/** What a compile came to. */
interface CompileOutcome {
  readonly diagnostics: readonly Diagnostic[];
  /** Files that were written, relative to the project. */
  readonly written: readonly string[];
  /** IR of flows that are no longer there; a worker would still serve it. */
  readonly orphans: readonly string[];
}

/** What a compile is asked for. */
export interface CompileRequest {
  readonly projectDir: string;
  /** Compare with what is committed, and write nothing. */
  readonly checkOnly: boolean;
  readonly terminal: Terminal;
}

/** Compiles a project, and writes its IR or compares it with what is committed. */
export async function runCompile({ projectDir, checkOnly, terminal }: CompileRequest): Promise<CommandResult> {
  const result = await compileProject(projectDir);
  const outcome = await settle(result, projectDir, checkOnly);
  const failed = hasErrors(outcome.diagnostics) || (checkOnly && outcome.orphans.length > 0);
  const hashes = result.flows.map(({ name, ir }) => ({ flow: name, hash: ir.hash }));
  return {
    json: { ok: !failed, project: projectDir, flows: hashes, ...outcome },
    text: outcomeText(outcome, { result, projectDir, terminal }),
    exitCode: failed ? exitCodes.failed : exitCodes.ok,
  };
}

/** Writes all of it or, where anything is wrong, nothing. */
async function settle(result: CompileResult, projectDir: string, checkOnly: boolean): Promise<CompileOutcome> {
  const { diagnostics } = result;
  if (hasErrors(diagnostics)) return { diagnostics, written: [], orphans: [] };
  const orphans = await findOrphans(result, projectDir);
  if (checkOnly) return { diagnostics: [...diagnostics, ...(await checkIr(result))], written: [], orphans };
  const files = await writeIr(result);
  const written = files.filter(file => file.changed).map(file => relative(projectDir, file.path));
  return { diagnostics, written, orphans };
}

async function findOrphans({ flows }: CompileResult, projectDir: string): Promise<readonly string[]> {
  const known = new Set(flows.map(flow => relative(projectDir, flow.path)));
  return (await listFlowIrFiles(projectDir)).filter(file => !known.has(file));
}

interface TextContext {
  readonly result: CompileResult;
  readonly projectDir: string;
  readonly terminal: Terminal;
}

function outcomeText({ diagnostics, written, orphans }: CompileOutcome, context: TextContext): string {
  const { result, projectDir, terminal } = context;
  const failed = hasErrors(diagnostics);
  const findings = formatDiagnostics(diagnostics, { format: "text", color: terminal.color, projectDir });
  const flows = result.flows.length === 1 ? "1 flow" : `${result.flows.length} flows`;
  const lines = [
    ...(findings === "" ? [] : [findings, ""]),
    ...(failed
      ? ["Nothing was written."]
      : [`${flows} without errors: ${result.flows.map(flow => flow.name).join(", ")}`]),
    ...written.map(file => `  wrote ${file}`),
    ...orphans.map(file => `  ${file} belongs to no flow any more: delete it, or a worker goes on to serve it`),
  ];
  return lines.join("\n");
}
