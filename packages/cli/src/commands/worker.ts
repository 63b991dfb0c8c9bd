import type { WorkerEvent } from "@flowline/runtime";
import { Command } from "commander";
import { readCompiledProject, type WorkerTuning } from "flowline/worker";
import { readDuration } from "../output/read-duration.js";
import { readNumber } from "../output/read-number.js";
import type { CommandResult, Terminal } from "../output/terminal.js";
import { openDatabase } from "../project/open-database.js";
import { getProjectDir, type PlaceFlags } from "../project/project-folder.js";
import { type CommandContext, examples, type OutputFlags, withCommonOptions } from "./command-context.js";

interface WorkerFlags extends PlaceFlags, OutputFlags {
  readonly lease?: string;
  readonly concurrency?: string;
  readonly batch?: string;
}

/** `flow worker`. */
export function workerCommand(context: CommandContext): Command {
  const command = new Command("worker")
    .description("run the project's flows until it is stopped")
    .option("--lease <duration>", "how long a silent worker keeps its work before another takes over (default: 30s)")
    .option("--concurrency <count>", "how many steps may run at once (default: 50)")
    .option("--batch <count>", "how many cursors are claimed at once (default: 1000)")
    .addHelpText(
      "after",
      `\nReads the committed .ir.json files and the messages; no compiler takes part. Ctrl-C or SIGTERM lets running steps
finish and gives the rest back. With --json each line of the log is a JSON object.\n${examples("flow worker", "flow worker --lease 10s --concurrency 200 --json")}`,
    )
    .action((flags: WorkerFlags) => context.run(flags, terminal => runWorker(flags, terminal, context)));
  return withCommonOptions(command, { database: true });
}

async function runWorker(flags: WorkerFlags, terminal: Terminal, context: CommandContext): Promise<CommandResult> {
  const tuning = readTuning(flags);
  const compiled = await readCompiledProject(await getProjectDir(flags));
  const { createProjectWorker } = await import("flowline/worker");
  const database = await openDatabase(flags, terminal);
  try {
    const log = (event: WorkerEvent): void => logEvent(terminal, event);
    const worker = await createProjectWorker({ compiled, database: database.url, tuning, log });
    const interrupted = context.interrupted();
    // Not awaited alone: a worker that waits for its database can be stopped.
    await Promise.race([worker.start(), interrupted]);
    await interrupted;
    await worker.stop();
  } finally {
    await database.close();
  }
  return { json: undefined, text: "" };
}

function readTuning(flags: WorkerFlags): WorkerTuning {
  return {
    ...(flags.lease === undefined ? {} : { leaseMs: readDuration(flags.lease, "--lease") }),
    ...(flags.concurrency === undefined
      ? {}
      : { concurrency: readNumber(flags.concurrency, "--concurrency", { min: 1, max: 10_000 }) }),
    ...(flags.batch === undefined ? {} : { batch: readNumber(flags.batch, "--batch", { min: 1, max: 10_000 }) }),
  };
}

/** One line: when, how grave, what, and the facts behind it. */
function logEvent(terminal: Terminal, { level, event, message, facts }: WorkerEvent): void {
  const at = new Date().toISOString();
  const pairs = Object.entries(facts).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  terminal.event({ at, level, event, message, facts }, [at, level.padEnd(5), `${event}:`, message, ...pairs].join(" "));
}
