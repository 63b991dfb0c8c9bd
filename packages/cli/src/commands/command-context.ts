import type { Command } from "commander";
import type { CommandResult, Terminal } from "../output/terminal.js";

/** What every command is given: a way to run, and a way to hear that it shall end. */
export interface CommandContext {
  /** Runs a command's body, prints its answer or its error, and sets the exit code. */
  run(flags: OutputFlags, body: (terminal: Terminal) => Promise<CommandResult>): Promise<void>;
  /** Resolves at the first Ctrl-C or SIGTERM. A second one ends the process at once. */
  interrupted(): Promise<NodeJS.Signals>;
}

/** The options of every command. */
export interface OutputFlags {
  readonly json?: boolean;
}

/** Adds the options that every command has, with the same words everywhere. */
export function withCommonOptions(command: Command, options: { readonly database: boolean }): Command {
  command.option("--project <folder>", "the project's folder (default: this folder or the nearest above it)");
  if (options.database) {
    command.option("--database <url>", "a PostgreSQL connection string (default: see `flow --help`)");
  }
  return command.option("--json", "print one JSON document on stdout instead of text");
}

/** Examples below a command's help. */
export function examples(...lines: readonly string[]): string {
  return `\nExamples:\n${lines.map(line => `  $ ${line}`).join("\n")}\n`;
}
