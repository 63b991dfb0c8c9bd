import { Command, Option } from "commander";
import { CommandError } from "../output/command-error.js";
import { exitCodes } from "../output/exit-codes.js";
import { getProjectDir, type PlaceFlags } from "../project/project-folder.js";
import { type CommandContext, examples, type OutputFlags, withCommonOptions } from "./command-context.js";

const formats = ["text", "json", "sarif", "github"] as const;

interface CompileFlags extends PlaceFlags, OutputFlags {
  readonly check?: boolean;
  readonly watch?: boolean;
  readonly format: (typeof formats)[number];
}

/** `flow compile`. */
export function compileCommand(context: CommandContext): Command {
  const command = new Command("compile")
    .description("check every flow and write its IR beside it")
    .option("--check", "write nothing; fail where the committed IR is not that of the source (for CI)")
    .option("--watch", "compile again whenever something that was read changes, until it is stopped")
    .addOption(new Option("--format <format>", "how findings are printed").choices(formats).default("text"))
    .addHelpText("after", `${helpText()}${examples(...exampleLines)}`)
    .action((flags: CompileFlags) => {
      const { json, format } = readFormat(flags);
      return context.run({ json }, async terminal => {
        refuseContradiction(flags);
        const projectDir = await getProjectDir(flags);
        // Not at the top: loading the compiler takes longer than most commands.
        const { createProjectCompiler } = await import("../project/compile-project.js");
        const compiler = createProjectCompiler(projectDir);
        const request = { compiler, checkOnly: flags.check === true, format, terminal };
        if (flags.watch === true) {
          const { watchCompile } = await import("../project/watch-compile.js");
          return await watchCompile(request, context.interrupted);
        }
        const { runCompile } = await import("../project/run-compile.js");
        const { document, text } = await runCompile(request);
        return { json: document, text, exitCode: document.ok ? exitCodes.ok : exitCodes.failed };
      });
    });
  return withCommonOptions(command, { database: false });
}

const exampleLines = [
  "flow compile",
  "flow compile --watch",
  "flow compile --check --format github",
  "flow compile --check --format sarif > flowline.sarif",
];

function helpText(): string {
  return `
Formats:
  text    findings with the source around them, then one line for each flow
  json    one document, as --json; with --watch one on each line
  sarif   a SARIF 2.1.0 log, for code scanning
  github  workflow commands of GitHub Actions, which become annotations of the pull request
sarif and github name files from the root of the git repository, wherever the command runs.

Exit codes:
  ${exitCodes.ok}  no errors; with --check also: every committed .ir.json is that of its source (warnings do not fail)
  ${exitCodes.failed}  an error in the source; with --check also: an .ir.json is missing, out of date or belongs to no flow
  ${exitCodes.usage}  there is no project here, or an option is wrong
--watch ends with ${exitCodes.ok} when it is stopped, whatever it found.
\`flow explain CODE\` tells what a finding means.
`;
}

function readFormat({ json, format }: CompileFlags): {
  readonly json: boolean;
  readonly format: Exclude<CompileFlags["format"], "json">;
} {
  return { json: json === true || format === "json", format: format === "json" ? "text" : format };
}

/** Two answers to one question, and a log that would never be whole. */
function refuseContradiction({ json, watch, format }: CompileFlags): void {
  if (format === "text" || format === "json") return;
  if (json === true)
    throw usage(`--json and --format ${format} ask for two formats at once.`, "Leave one of them out.");
  if (watch === true) {
    throw usage(`--watch cannot print ${format}, which is for a run that ends.`, "Use --format text or json.");
  }
}

function usage(message: string, fix: string): CommandError {
  return new CommandError({ code: "USAGE", message, fix, exitCode: exitCodes.usage });
}
