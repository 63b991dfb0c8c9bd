import type { EnrollOptions } from "@flowline/runtime";
import { Command } from "commander";
import type { CommandResult, Terminal } from "../output/terminal.js";
import { withClient } from "../project/open-database.js";
import type { PlaceFlags } from "../project/project-folder.js";
import { type CommandContext, examples, type OutputFlags, withCommonOptions } from "./command-context.js";

interface EnrollFlags extends PlaceFlags, OutputFlags {}

/** `flow enroll FLOW`. */
export function enrollCommand(context: CommandContext): Command {
  const command = new Command("enroll")
    .description("evaluate a deployed flow's audience now, not at the next tick")
    .argument("<flow>", "the flow's name")
    .addHelpText("after", examples("flow enroll upgrade-drip"))
    .action((flow: string, flags: EnrollFlags) => context.run(flags, terminal => runEnroll(flow, flags, terminal)));
  return withCommonOptions(command, { database: true });
}

async function runEnroll(flow: string, flags: EnrollFlags, terminal: Terminal): Promise<CommandResult> {
  const report = await withClient(flags, terminal, async client => {
    await client.migrate();
    return await client.enroll(flow, {
      onProgress: tellProgress(terminal),
    });
  });
  return { json: report, text: `${report.flow}: ${report.enrolled} entered (${report.scanned} looked at).` };
}

const everyMs = 1_000;

/** At most a line a second, however many chunks there are. */
function tellProgress(terminal: Terminal): NonNullable<EnrollOptions["onProgress"]> {
  let toldAt = Date.now();
  return ({ scanned, enrolled }) => {
    if (Date.now() - toldAt < everyMs) return;
    toldAt = Date.now();
    terminal.note(`${scanned} looked at, ${enrolled} enrolled ...`);
  };
}
