import type { ChangeClass } from "@flowline/ir";
import { Command, Option } from "commander";
import { getProjectDir, type PlaceFlags } from "../project/project-folder.js";
import { type CommandContext, examples, type OutputFlags, withCommonOptions } from "./command-context.js";

interface DiffFlags extends PlaceFlags, OutputFlags {
  readonly against?: string;
  readonly failOn?: ChangeClass;
}

/** `flow diff [FLOW]`. */
export function diffCommand(context: CommandContext): Command {
  const command = new Command("diff")
    .description("say what changed in the flows, and what that means for runs that are under way")
    .argument("[flow]", "one flow only (default: all of the project)")
    .option("--against <revision>", "a git revision (default: the .ir.json files beside the sources)")
    .addOption(
      new Option("--fail-on <class>", "exit with 1 where a change is of this class or a graver one").choices([
        "hot",
        "automatic",
        "mapping",
        "incompatible",
      ]),
    )
    .addHelpText(
      "after",
      `
Classes:
  hot           retries, timeouts, limits, copy: applies to everybody at once
  automatic     taken up where a run next arrives
  mapping       people wait where something was removed or has another deadline: say what becomes of them
  incompatible  whoever stands there lacks a value or stands in another body: they finish in the old version
${examples("flow diff", "flow diff upgrade-drip", "flow diff --against main --fail-on mapping")}`,
    )
    .action((flow: string | undefined, flags: DiffFlags) =>
      context.run(flags, async terminal => {
        const projectDir = await getProjectDir(flags);
        // Not at the top: loading the compiler takes longer than most commands.
        const { runDiff } = await import("../diff/run-diff.js");
        const { against = null, failOn = null } = flags;
        return await runDiff({ projectDir, flow: flow ?? null, against, failOn, terminal });
      }),
    );
  return withCommonOptions(command, { database: false });
}
