import { relative, resolve } from "node:path";
import { Command } from "commander";
import { type InitReport, initProject } from "../init/init-project.js";
import { formatTable } from "../output/format-table.js";
import type { CommandResult } from "../output/terminal.js";
import { type CommandContext, examples, type OutputFlags } from "./command-context.js";

/** `flow init`. */
export function initCommand(context: CommandContext): Command {
  return new Command("init")
    .description("write a project with a first flow into a folder")
    .argument("[folder]", "where", ".")
    .option("--json", "print one JSON document on stdout instead of text")
    .addHelpText(
      "after",
      `\nA file that is there already is never overwritten.\n${examples("flow init", "flow init journeys")}`,
    )
    .action((folder: string, flags: OutputFlags) => context.run(flags, () => runInit(folder)));
}

async function runInit(folder: string): Promise<CommandResult> {
  const report = await initProject(resolve(folder));
  return { json: report, text: initText(report) };
}

function initText({ folder, files, missingPackages }: InitReport): string {
  const table = formatTable(
    ["file", "", "what it is"],
    files.map(({ path, outcome, what }) => [path, outcome, what]),
  );
  const there = relative(process.cwd(), folder);
  const steps = [
    ...(there === "" ? [] : [`cd ${there}`]),
    ...(missingPackages.length === 0 ? [] : [`npm install ${missingPackages.join(" ")}`]),
    "npx flow dev          runs it: a database, a mail catcher and a page on this machine",
    "npx flow compile      checks the flow and writes its .ir.json, which is committed",
  ];
  return `${table}\n\nNext:\n${steps.map(step => `  ${step}`).join("\n")}`;
}
