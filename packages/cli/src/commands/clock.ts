import { formatDuration } from "@flowline/ir";
import type { ClockReading } from "@flowline/runtime";
import { formatInstant } from "@flowline/studio";
import { Command } from "commander";
import { readDuration } from "../output/read-duration.js";
import type { CommandResult, Terminal } from "../output/terminal.js";
import { withClient } from "../project/open-database.js";
import type { PlaceFlags } from "../project/project-folder.js";
import { type CommandContext, examples, type OutputFlags, withCommonOptions } from "./command-context.js";

interface ClockFlags extends PlaceFlags, OutputFlags {}

/** `flow clock` and `flow clock push DURATION`. */
export function clockCommand(context: CommandContext): Command {
  const push = new Command("push")
    .description("move flow time forward; development databases only")
    .argument("<duration>", "how far: 12h, 7d")
    .action((duration: string, flags: ClockFlags) =>
      context.run(flags, terminal => runPush(duration, flags, terminal)),
    );
  const command = new Command("clock")
    .description("show flow time, and push it in a development database")
    .addHelpText("after", examples("flow clock", "flow clock push 7d"))
    .action((flags: ClockFlags) => context.run(flags, terminal => runClock(flags, terminal)));
  withCommonOptions(command, { database: true });
  return command.enablePositionalOptions().addCommand(withCommonOptions(push, { database: true }));
}

async function runClock(flags: ClockFlags, terminal: Terminal): Promise<CommandResult> {
  const reading = await withClient(flags, terminal, async client => {
    await client.migrate();
    return await client.clock();
  });
  return { json: reading, text: clockText(reading) };
}

async function runPush(duration: string, flags: ClockFlags, terminal: Terminal): Promise<CommandResult> {
  const byMs = readDuration(duration, "The argument of clock push");
  const reading = await withClient(flags, terminal, async client => {
    await client.migrate();
    return await client.pushClock(byMs);
  });
  return { json: reading, text: clockText(reading) };
}

function clockText(reading: ClockReading): string {
  const flowTime = `Flow time is ${formatInstant(reading.flowTime)}`;
  if (!reading.development) return `${flowTime}. This is no development database, so its clock cannot be pushed.`;
  const ahead = reading.offsetMs === 0 ? "the real time" : `${formatDuration(reading.offsetMs)} ahead of the real time`;
  return `${flowTime}, ${ahead}.`;
}
