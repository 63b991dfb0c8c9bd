import { relative } from "node:path";
import {
  type CompileResult,
  checkIr,
  type DiagnosticFormat,
  formatDiagnostics,
  orphanFindings,
  writeIr,
} from "@flowline/compiler";
import type { Diagnostic } from "@flowline/ir";
import { messagePages } from "@flowline/messages";
import { listFlowIrFiles } from "flowline/worker";
import type { Terminal } from "../output/terminal.js";
import { hasErrors, type ProjectCompiler } from "./compile-project.js";
import { type FlowSummary, summarizeFlows, summaryText } from "./compile-summary.js";
import { findRepositoryRoot } from "./repository-root.js";

/** What a compile is asked for. */
export interface CompileRequest {
  /** Asked once; whoever compiles again hands over the same one, with all that it remembers. */
  readonly compiler: ProjectCompiler;
  /** Compare with what is committed, and write nothing. */
  readonly checkOnly: boolean;
  /** How findings are printed for a person or for a machine that reads a log. */
  readonly format: Exclude<DiagnosticFormat, "json">;
  readonly terminal: Terminal;
}

/** The answer of a compile, and what it depends on. */
export interface CompileRun {
  /** The document of `--json`. */
  readonly document: CompileDocument;
  /** The same for a person, or for what reads a log. */
  readonly text: string;
  /** Absolute paths of everything that was read: a change of one of them may change the answer. */
  readonly files: readonly string[];
}

/** What a program is told of a compile. */
interface CompileDocument {
  readonly ok: boolean;
  readonly project: string;
  readonly flows: readonly FlowSummary[];
  readonly diagnostics: readonly Diagnostic[];
  /** Files that were written, relative to the project. */
  readonly written: readonly string[];
  /** IR of flows that are no longer there, relative to the project; a worker would still serve it. */
  readonly orphans: readonly string[];
}

/** What a compile came to. */
interface CompileOutcome {
  readonly diagnostics: readonly Diagnostic[];
  /** Absolute paths of the files that were written. */
  readonly written: ReadonlySet<string>;
  readonly orphans: readonly string[];
}

/** Compiles a project, and writes its IR or compares it with what is committed. */
export async function runCompile(request: CompileRequest): Promise<CompileRun> {
  const { compiler, checkOnly } = request;
  const { projectDir } = compiler;
  const result = await compiler.compile();
  const outcome = await settle(result, projectDir, checkOnly);
  const { diagnostics, orphans } = outcome;
  const failed = hasErrors(diagnostics) || (checkOnly && orphans.length > 0);
  const flows = summarizeFlows(result, outcome.written);
  const written = [...outcome.written].map(path => relative(projectDir, path));
  return {
    document: { ok: !failed, project: projectDir, flows, diagnostics, written, orphans },
    text: outcomeText(diagnostics, request, failed ? (checkOnly ? "" : "Nothing was written.") : summaryText(flows)),
    files: result.files,
  };
}

/** Writes all of it or, where anything is wrong, nothing. */
async function settle(result: CompileResult, projectDir: string, checkOnly: boolean): Promise<CompileOutcome> {
  const { diagnostics } = result;
  if (hasErrors(diagnostics)) return { diagnostics, written: new Set(), orphans: [] };
  const orphans = await findOrphans(result, projectDir);
  const findings = [...diagnostics, ...(await orphanFindings(orphans, { projectDir, flows: result.flows }))];
  if (checkOnly) return { diagnostics: [...findings, ...(await checkIr(result))], written: new Set(), orphans };
  const files = await writeIr(result);
  const written = new Set(files.filter(file => file.changed).map(file => file.path));
  return { diagnostics: findings, written, orphans };
}

async function findOrphans({ flows }: CompileResult, projectDir: string): Promise<readonly string[]> {
  const known = new Set(flows.map(flow => relative(projectDir, flow.path)));
  return (await listFlowIrFiles(projectDir)).filter(file => !known.has(file)).sort();
}

/** The findings, and below them what came of it; a SARIF log stands alone. */
function outcomeText(diagnostics: readonly Diagnostic[], request: CompileRequest, ending: string): string {
  const { compiler, format, terminal } = request;
  const findings = formatDiagnostics(diagnostics, {
    format,
    color: terminal.color,
    projectDir: compiler.projectDir,
    rootDir: findRepositoryRoot(compiler.projectDir),
    pages: messagePages,
  });
  return format === "sarif" ? findings : [findings, ending].filter(part => part !== "").join("\n\n");
}
