import { Command } from "commander";
import type { CommandResult, Terminal } from "../output/terminal.js";
import { getProjectDir, type PlaceFlags } from "../project/project-folder.js";
import type { ScenarioFlags } from "../simulate/read-scenario.js";
import { type CommandContext, examples, type OutputFlags, withCommonOptions } from "./command-context.js";

interface SimulateFlags extends PlaceFlags, OutputFlags, ScenarioFlags {
  readonly zone?: string;
}

/** `flow simulate FLOW`. */
export function simulateCommand(context: CommandContext): Command {
  const command = new Command("simulate")
    .description("tell one person's story over its weeks in a moment; nothing is sent")
    .argument("<flow>", "the flow's name: its file without the ending")
    .option("--subject <json|file>", "who it is about: a row as JSON, or a .json file (default: one that is made up)")
    .option("--trigger <json|file>", "what begins the run: the event's payload, or the input of a command")
    .option("--event <text>", 'an event that comes: "2d order.placed {...}" (repeatable)', collect)
    .option("--change <text>", 'the subject changes: "3d {\\"upgraded\\":true}" (repeatable)', collect)
    .option("--approve <text>", 'an answer: "2d budget ann yes" or "... no too dear" (repeatable)', collect)
    .option("--outputs <file>", "what do and http steps come to: a .json file, by node")
    .option("--scenario <file>", "all of these in one .json file; options on the command line add to it")
    .option("--start <instant>", "when it begins: 2025-03-03T09:00:00Z (default: now)")
    .option("--until <duration>", "how long to tell it (default: 30d)")
    .option("--zone <zone>", "the zone in which times are printed (default: UTC)")
    .addHelpText("after", `${helpText()}${examples(...exampleLines)}`)
    .action((flow: string, flags: SimulateFlags) => context.run(flags, terminal => runSimulate(flow, flags, terminal)));
  return withCommonOptions(command, { database: false });
}

async function runSimulate(name: string, flags: SimulateFlags, terminal: Terminal): Promise<CommandResult> {
  // Not at the top: loading the compiler takes longer than most commands.
  const { compileSound } = await import("../project/compile-project.js");
  const { tellStory } = await import("../simulate/tell-story.js");
  const { flows, project } = await compileSound(await getProjectDir(flags), terminal);
  return await tellStory(name, flags, {
    flows: flows.map(({ ir }) => ir),
    events: project?.ir.events ?? {},
    subjects: project?.ir.subjects ?? {},
  });
}

function collect(value: string, earlier: readonly string[] = []): readonly string[] {
  return [...earlier, value];
}

const exampleLines = [
  "flow simulate upgrade-drip",
  `flow simulate upgrade-drip --change '3d {"upgraded":true}'`,
  `flow simulate dunning --trigger '{"invoice":"i1"}' --event '5d invoice.paid {"invoice":"i1"}' --until 60d`,
  `flow simulate spending --approve '2d budget ann yes' --zone Europe/Berlin`,
  "flow simulate upgrade-drip --scenario scenarios/upgrades-early.json --json",
];

function helpText(): string {
  return `
A real scenario: somebody signs up, upgrades on the third day, and must not get the offer after a week.

  $ flow simulate upgrade-drip --start 2025-03-03T09:00:00Z --change '3d {"upgraded":true}'
  day 0, Mon 3 Mar 09:00   enters "upgrade-drip" by its audience
                           send "hi" to ann@example.com
                           waits 7d until Mon 10 Mar 09:00
  day 3, Thu 6 Mar 09:00   * upgraded is now true
  day 7, Mon 10 Mar 09:00  skipped "upgrade": user.upgraded is true
                           ended: completed

Times are counted from the start ("0", "90 minutes", "2d"). Without --subject, somebody is made up from the subject's schema
such that the audience takes them, where that can be found. An event is about that subject where its payload does not say otherwise.

A scenario file holds the same, for tests and for the next reader:
  { "subject": { "id": "u1", "email": "ann@example.com" }, "start": "2025-03-03T09:00:00Z", "until": "30d", "trigger": {},
    "events": [{ "at": "2d", "event": "order.placed", "payload": {} }], "changes": [{ "at": "3d", "fields": { "upgraded": true } }],
    "approvals": [{ "at": "2d", "of": "budget", "by": "ann", "approved": true }], "outputs": { "charge card": { "ok": true } },
    "failures": { "refund": "the bank is closed" } }
`;
}
