import type { FlowIr } from "@flowline/ir";
import { type Client, DeployAnswerError, type DeployOptions, type DeployReport } from "@flowline/runtime";
import { Command, Option } from "commander";
import { getFlow } from "flowline/worker";
import { exitCodes } from "../output/exit-codes.js";
import type { CommandResult, Terminal } from "../output/terminal.js";
import { withClient } from "../project/open-database.js";
import { getProjectDir, type PlaceFlags } from "../project/project-folder.js";
import { type CommandContext, examples, type OutputFlags, withCommonOptions } from "./command-context.js";

interface DeployFlags extends PlaceFlags, OutputFlags {
  readonly backfill?: boolean;
  readonly futureOnly?: boolean;
}

/** A flow that waits for an answer. */
interface Refused {
  readonly flow: string;
  readonly outcome: "refused";
  readonly existing: number;
}

/** `flow deploy [FLOW...]`. */
export function deployCommand(context: CommandContext): Command {
  const command = new Command("deploy")
    .description("make the committed versions of flows current")
    .argument("[flows...]", "names of flows (default: all of the project)")
    .addOption(new Option("--backfill", "at a first deploy: enrol those who match already").conflicts("futureOnly"))
    .option("--future-only", "at a first deploy: never enrol those who match already")
    .addHelpText(
      "after",
      `\nThe first deploy of a flow counts who matches its audience already, and asks what to do with them: without an
answer it changes nothing and ends with exit code 4. Later deploys need no answer. A flow whose version is current
already is left alone.\n${examples("flow plan upgrade-drip", "flow deploy upgrade-drip --future-only", "flow deploy --backfill")}`,
    )
    .action((names: readonly string[], flags: DeployFlags) =>
      context.run(flags, terminal => runDeploy(names, flags, terminal)),
    );
  return withCommonOptions(command, { database: true });
}

async function runDeploy(names: readonly string[], flags: DeployFlags, terminal: Terminal): Promise<CommandResult> {
  // Not at the top: loading the compiler takes longer than most commands.
  const { compileCommitted } = await import("../project/compile-project.js");
  const all = await compileCommitted(await getProjectDir(flags), terminal);
  const flows = names.length === 0 ? all : names.map(name => getFlow(all, name));
  const outcomes = await withClient(flags, terminal, client => deployAll(client, flows, answerOf(flags)));
  const refused = outcomes.filter(isRefused);
  return {
    json: { flows: outcomes },
    text: outcomes.length === 0 ? "This project has no flows." : outcomes.map(outcomeText).join("\n"),
    exitCode: refused.length === 0 ? exitCodes.ok : exitCodes.refused,
  };
}

async function deployAll(
  client: Client,
  flows: readonly FlowIr[],
  options: DeployOptions,
): Promise<readonly (DeployReport | Refused)[]> {
  const outcomes: (DeployReport | Refused)[] = [];
  for (const flow of flows) outcomes.push(await deployOne(client, flow, options));
  return outcomes;
}

async function deployOne(client: Client, flow: FlowIr, options: DeployOptions): Promise<DeployReport | Refused> {
  try {
    return await client.deploy(flow, options);
  } catch (error) {
    if (error instanceof DeployAnswerError) return { flow: flow.flow, outcome: "refused", existing: error.existing };
    throw error;
  }
}

function answerOf(flags: DeployFlags): DeployOptions {
  if (flags.backfill === true) return { existing: "backfill" };
  return flags.futureOnly === true ? { existing: "futureOnly" } : {};
}

function isRefused(outcome: DeployReport | Refused): outcome is Refused {
  return outcome.outcome === "refused";
}

function outcomeText(outcome: DeployReport | Refused): string {
  if (isRefused(outcome)) {
    return [
      `${outcome.flow}: not deployed. ${outcome.existing} match its audience already.`,
      "  --backfill     enrols them, and everybody who matches later",
      "  --future-only  never enrols them; only who matches later",
      `  See who they are: flow plan ${outcome.flow}`,
    ].join("\n");
  }
  const version = outcome.hash.slice(0, 12);
  switch (outcome.outcome) {
    case "unchanged":
      return `${outcome.flow}: ${version} is current already, nothing to do.`;
    case "updated":
      return `${outcome.flow}: ${version} is current. Whoever is on their way goes on with the version they began.`;
    case "created":
      return `${outcome.flow}: ${version} is deployed.${outcome.existing === 0 ? "" : ` ${outcome.existing} matched already.`}`;
  }
}
