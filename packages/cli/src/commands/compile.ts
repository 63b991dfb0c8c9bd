import { relative } from "node:path";
import { type CompileResult, checkIr, formatDiagnostics, writeIr } from "@flowline/compiler";
import type { Diagnostic } from "@flowline/ir";
import { Command, Option } from "commander";
import { exitCodes } from "../output/exit-codes.js";
import type { CommandResult, Terminal } from "../output/terminal.js";
import { compileProject, hasErrors } from "../project/compile-project.js";
import { listFlowIrFiles } from "../project/compiled-project.js";
import { getProjectDir, type PlaceFlags } from "../project/project-folder.js";
import { type CommandContext, examples, type OutputFlags, withCommonOptions } from "./command-context.js";

interface CompileFlags extends PlaceFlags, OutputFlags {
  readonly check?: boolean;
  readonly format: "text" | "json";
}

/** What a compile came to. */
interface CompileOutcome {
  readonly diagnostics: readonly Diagnostic[];
  /** Files that were written, relative to the project. */
  readonly written: readonly string[];
  /** IR of flows that are no longer there; a worker would still serve it. */
  readonly orphans: readonly string[];
}

/** `flow compile`. */
export function compileCommand(context: CommandContext): Command {
  const command = new Command("compile")
    .description("check every flow and write its IR beside it")
    .option("--check", "write nothing; fail where the committed IR is not that of the source (for CI)")
    .addOption(new Option("--format <format>", "how findings are printed").choices(["text", "json"]).default("text"))
    .addHelpText("after", examples("flow compile", "flow compile --check", "flow compile --format json"))
    .action((flags: CompileFlags) => {
      const json = flags.json === true || flags.format === "json";
      return context.run({ json }, terminal => runCompile(flags, terminal));
    });
  return withCommonOptions(command, { database: false });
}

async function runCompile(flags: CompileFlags, terminal: Terminal): Promise<CommandResult> {
  const projectDir = await getProjectDir(flags);
  const result = await compileProject(projectDir);
  const outcome = await settle(result, projectDir, flags.check === true);
  const failed = hasErrors(outcome.diagnostics) || (flags.check === true && outcome.orphans.length > 0);
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
