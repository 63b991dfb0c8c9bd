import type { RunFilter, RunPage, RunState, RunSummary } from "@flowline/runtime";
import { formatInstant, formatInstantToSecond, tellStory } from "@flowline/studio";
import { Command, Option } from "commander";
import { CommandError } from "../output/command-error.js";
import { exitCodes } from "../output/exit-codes.js";
import { formatTable } from "../output/format-table.js";
import { readNumber } from "../output/read-number.js";
import type { CommandResult, Terminal } from "../output/terminal.js";
import { withClient } from "../project/open-database.js";
import type { PlaceFlags } from "../project/project-folder.js";
import { type CommandContext, examples, type OutputFlags, withCommonOptions } from "./command-context.js";

const states = ["running", "waiting", "completed", "failed", "canceled"] as const satisfies readonly RunState[];

interface ShowFlags extends PlaceFlags, OutputFlags {}

interface RunsFlags extends PlaceFlags, OutputFlags {
  readonly flow?: string;
  readonly state?: RunState;
  readonly subject?: string;
  readonly limit: string;
  readonly after?: string;
}

/** `flow runs` and `flow runs show ID`. */
export function runsCommand(context: CommandContext): Command {
  const show = new Command("show")
    .description("tell one run's story: what was read, decided, sent, and what it waits for")
    .argument("<run>", "the run's id")
    .action((runId: string, flags: ShowFlags) => context.run(flags, terminal => runShow(runId, flags, terminal)));
  const command = new Command("runs")
    .description("list runs, the newest first")
    .option("--flow <name>", "only runs of this flow")
    .addOption(new Option("--state <state>", "only runs in this state").choices(states))
    .option("--subject <id>", "only runs of this subject")
    .option("--limit <count>", "how many, 1 to 200", "50")
    .option("--after <cursor>", "the next page: what the page before printed")
    .addHelpText(
      "after",
      examples("flow runs --flow upgrade-drip --state waiting", "flow runs --subject 42", "flow runs show 1718"),
    )
    .action((flags: RunsFlags) => context.run(flags, terminal => runRuns(flags, terminal)));
  withCommonOptions(command, { database: true });
  return command.enablePositionalOptions().addCommand(withCommonOptions(show, { database: true }));
}

async function runRuns(flags: RunsFlags, terminal: Terminal): Promise<CommandResult> {
  const filter: RunFilter = {
    limit: readNumber(flags.limit, "--limit", { min: 1, max: 200 }),
    ...(flags.flow === undefined ? {} : { flow: flags.flow }),
    ...(flags.state === undefined ? {} : { state: flags.state }),
    ...(flags.subject === undefined ? {} : { subjectId: flags.subject }),
    ...(flags.after === undefined ? {} : { after: flags.after }),
  };
  const page = await withClient(flags, terminal, async client => {
    await client.migrate();
    return await client.listRuns(filter);
  });
  return { json: page, text: pageText(page) };
}

async function runShow(runId: string, flags: ShowFlags, terminal: Terminal): Promise<CommandResult> {
  const run = await withClient(flags, terminal, async client => {
    await client.migrate();
    return await client.findRun(runId);
  });
  if (run === undefined) {
    throw new CommandError({
      code: "UNKNOWN_RUN",
      message: `There is no run ${JSON.stringify(runId)} in this database.`,
      fix: "List runs with `flow runs`.",
      exitCode: exitCodes.usage,
    });
  }
  const story = tellStory(run);
  const lines = story.map(({ at, text }) => `${(at === null ? "" : formatInstantToSecond(at)).padEnd(25)}  ${text}`);
  const head = `Run ${run.runId} of ${run.flow} for ${run.subjectName} ${run.subjectId}: ${stateText(run)}`;
  return { json: { ...run, story }, text: [head, "", ...lines].join("\n") };
}

function pageText(page: RunPage): string {
  if (page.runs.length === 0) return "No runs.";
  const rows = page.runs.map(run => [
    run.runId,
    run.flow,
    `${run.subjectName} ${run.subjectId}`,
    stateText(run),
    placeText(run),
    formatInstant(run.startedAt),
  ]);
  const table = formatTable(["run", "flow", "subject", "state", "at", "started"], rows);
  return page.next === null ? table : `${table}\n\nThere are more: --after ${page.next}`;
}

function stateText(run: RunSummary): string {
  return run.reason === null || run.reason === run.state ? run.state : `${run.state} (${run.reason})`;
}

function placeText({ at }: RunSummary): string {
  if (at === null) return "-";
  return at.until === null ? at.node : `${at.node} until ${formatInstant(at.until)}`;
}
