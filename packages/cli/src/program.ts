import { Command } from "commander";
import { buildCommand } from "./commands/build.js";
import { clockCommand } from "./commands/clock.js";
import type { CommandContext } from "./commands/command-context.js";
import { compileCommand } from "./commands/compile.js";
import { deployCommand } from "./commands/deploy.js";
import { devCommand } from "./commands/dev.js";
import { diffCommand } from "./commands/diff.js";
import { enrollCommand } from "./commands/enroll.js";
import { explainCommand } from "./commands/explain.js";
import { graphCommand } from "./commands/graph.js";
import { initCommand } from "./commands/init.js";
import { planCommand } from "./commands/plan.js";
import { runsCommand } from "./commands/runs.js";
import { simulateCommand } from "./commands/simulate.js";
import { workerCommand } from "./commands/worker.js";
import { exitCodeMeanings } from "./output/exit-codes.js";

/** The `flow` command: its subcommands in the order in which a newcomer needs them. */
export function createProgram(context: CommandContext, version: string): Command {
  const program = new Command("flow")
    .description("Durable workflows in TypeScript on nothing but Postgres.")
    .version(version)
    .enablePositionalOptions()
    .showSuggestionAfterError()
    .helpCommand(false)
    .addHelpText("after", helpText());
  const commands = [
    initCommand,
    devCommand,
    compileCommand,
    explainCommand,
    graphCommand,
    diffCommand,
    simulateCommand,
    buildCommand,
    planCommand,
    deployCommand,
    workerCommand,
    enrollCommand,
    runsCommand,
    clockCommand,
  ];
  for (const create of commands) program.addCommand(create(context));
  settle(program);
  return program;
}

/** What commander does not pass on to commands that were made elsewhere. */
function settle(command: Command): void {
  command.exitOverride().helpCommand(false).showHelpAfterError("See --help for how it is used.");
  for (const child of command.commands) settle(child);
}

function helpText(): string {
  const codes = exitCodeMeanings.map(({ code, meaning }) => `  ${code}  ${meaning}`).join("\n");
  return `
Begin:
  $ flow init     writes a project into this folder
  $ flow dev      runs it, with a database, a mail catcher and a page of its own

Ship:
  $ flow compile  checks every flow and writes the .ir.json files; commit them
  $ flow plan upgrade-drip
  $ flow deploy upgrade-drip --future-only
  $ flow worker

The database is --database, else the variable that flow.config.ts names (DATABASE_URL), else a Postgres of the
project's own under .flow/, outside production. .env files are not read.

Exit codes:
${codes}

FLOW_DEBUG=1 shows where an error was raised. \`flow COMMAND --help\` has examples.`;
}
