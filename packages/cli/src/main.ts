import { createRequire } from "node:module";
import { CommanderError } from "commander";
import type { CommandContext, OutputFlags } from "./commands/command-context.js";
import { describeError, errorJson, errorText } from "./output/describe-error.js";
import { exitCodes } from "./output/exit-codes.js";
import { type CommandResult, openTerminal, printResult, type Terminal } from "./output/terminal.js";
import { createProgram } from "./program.js";

type Listener = (signal: NodeJS.Signals) => void;

/** Who waits for the end; without anybody, a signal ends the process at once. Its exit hooks run either way. */
let onInterrupt: Listener | undefined;

const context: CommandContext = {
  run: async (flags: OutputFlags, body: (terminal: Terminal) => Promise<CommandResult>): Promise<void> => {
    const terminal = openTerminal(flags.json === true);
    try {
      const result = await body(terminal);
      printResult(terminal, result);
      process.exitCode = result.exitCode ?? exitCodes.ok;
    } catch (error) {
      reportError(error, terminal.json);
    }
  },
  interrupted: () =>
    new Promise(resolve => {
      onInterrupt = resolve;
    }),
};

/** The message stands on stderr in any case; with `--json` the one document on stdout says the same to a program. */
function reportError(error: unknown, json: boolean): void {
  process.stderr.write(`${errorText(error)}\n`);
  if (json) process.stdout.write(`${JSON.stringify(errorJson(error), null, 2)}\n`);
  process.exitCode = describeError(error).exitCode;
}

function listenForSignals(): void {
  const numbers = { SIGINT: 2, SIGTERM: 15, SIGHUP: 1 } as const;
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      const listener = onInterrupt;
      onInterrupt = undefined;
      if (listener === undefined) process.exit(128 + numbers[signal]);
      else listener(signal);
    });
  }
  // `flow runs | head` closes the pipe early, and that is no error.
  process.stdout.on("error", error => {
    if ("code" in error && error.code === "EPIPE") process.exit(exitCodes.ok);
    throw error;
  });
}

function readVersion(): string {
  const manifest: unknown = createRequire(import.meta.url)("../package.json");
  return typeof manifest === "object" && manifest !== null && "version" in manifest ? String(manifest.version) : "";
}

/** Commander's own findings (an unknown command, a missing argument) in the form of all the others. */
function reportUsage(error: CommanderError, json: boolean): void {
  if (error.exitCode === 0) return;
  process.exitCode = exitCodes.usage;
  if (!json) return;
  const message = error.message.replace(/^error: /, "");
  const document = { error: { code: "USAGE", message, fix: "See `flow --help`." } };
  process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
}

/** Whether a command line that could not be read asks for JSON. */
function wantsJson(args: readonly string[]): boolean {
  return args.some(
    (arg, at) => arg === "--json" || arg === "--format=json" || (arg === "--format" && args[at + 1] === "json"),
  );
}

listenForSignals();
const program = createProgram(context, readVersion());
try {
  await program.parseAsync();
} catch (error) {
  const json = wantsJson(process.argv.slice(2));
  if (error instanceof CommanderError) reportUsage(error, json);
  else reportError(error, json);
}
