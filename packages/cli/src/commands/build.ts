import { relative, resolve } from "node:path";
import { Command } from "commander";
import { exitCodes } from "../output/exit-codes.js";
import type { CommandResult, Terminal } from "../output/terminal.js";
import { type CommandContext, examples, type OutputFlags } from "./command-context.js";

/** `flow build [FOLDER]`. */
export function buildCommand(context: CommandContext): Command {
  return new Command("build")
    .description("build a package of journeys, so that others can import and configure them")
    .argument("[folder]", "the folder that holds the package's package.json", ".")
    .option("--json", "print one JSON document on stdout instead of text")
    .addHelpText(
      "after",
      `
For each module that package.json exports from dist/, built from src/ by the same name, three files are written:
  dist/drip.js         what applications and workers import
  dist/drip.flow.js    what a compile runs in its place, without the bodies of do, task and undo
  dist/drip.flow.json  the places of words and the trees of functions
Declarations (.d.ts) are left to tsc. The package's "files" must hold dist/.
${examples("flow build", "flow build packages/my-journeys && npm publish -w my-journeys")}`,
    )
    .action((folder: string, flags: OutputFlags) => context.run(flags, terminal => runBuild(folder, terminal)));
}

async function runBuild(folder: string, terminal: Terminal): Promise<CommandResult> {
  // Not at the top: loading the compiler takes longer than most commands.
  const { buildJourneyPackage, formatDiagnostics } = await import("@flowline/compiler");
  const { diagnostics, files } = await buildJourneyPackage({ packageDir: folder });
  const written = files.map(file => relative(resolve(folder), file));
  const failed = diagnostics.some(({ severity }) => severity === "error");
  const findings = formatDiagnostics(diagnostics, {
    format: "text",
    color: terminal.color,
    projectDir: resolve(folder),
  });
  const lines = [...(findings === "" ? [] : [findings]), ...written.map(file => `wrote ${file}`)];
  return {
    json: { ok: !failed, package: resolve(folder), written, diagnostics },
    text: [...lines, ...(failed ? ["Nothing was written."] : [])].join("\n"),
    exitCode: failed ? exitCodes.failed : exitCodes.ok,
  };
}
