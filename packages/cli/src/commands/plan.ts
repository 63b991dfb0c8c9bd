import type { Row, Value } from "@flowline/ir";
import type { PlanReport } from "@flowline/runtime";
import { Command } from "commander";
import { getFlow } from "flowline/worker";
import { formatTable } from "../output/format-table.js";
import type { CommandResult, Terminal } from "../output/terminal.js";
import { withClient } from "../project/open-database.js";
import { getProjectDir, type PlaceFlags } from "../project/project-folder.js";
import { type CommandContext, examples, type OutputFlags, withCommonOptions } from "./command-context.js";

interface PlanFlags extends PlaceFlags, OutputFlags {}

const sampleCount = 5;

/** `flow plan FLOW`. */
export function planCommand(context: CommandContext): Command {
  const command = new Command("plan")
    .description("say who would enter a flow now; send and write nothing")
    .argument("<flow>", "the flow's name: its file without the ending")
    .addHelpText("after", examples("flow plan upgrade-drip", "flow plan upgrade-drip --database postgres://..."))
    .action((flow: string, flags: PlanFlags) => context.run(flags, terminal => runPlan(flow, flags, terminal)));
  return withCommonOptions(command, { database: true });
}

async function runPlan(name: string, flags: PlanFlags, terminal: Terminal): Promise<CommandResult> {
  // Not at the top: loading the compiler takes longer than most commands.
  const { compileOrRefuse } = await import("../project/compile-project.js");
  const flows = await compileOrRefuse(await getProjectDir(flags), terminal);
  const flow = getFlow(flows, name);
  const report = await withClient(flags, terminal, client => client.plan(flow, { samples: sampleCount }));
  return { json: { ...report, hash: flow.hash }, text: planText(report, flow.subject?.name ?? "subject") };
}

function planText(report: PlanReport, subject: string): string {
  const lines = [
    `${report.flow}: ${report.wouldEnter} would enter now, ${report.alreadyEntered} entered before.`,
    "Nothing was sent and nothing was written.",
  ];
  if (report.samples.length === 0) return lines.join("\n");
  const fields = Object.keys(report.samples[0]?.fields ?? {});
  const rows = report.samples.map(sample => [
    sample.subjectId,
    ...fields.map(field => showValue(sample.fields, field)),
  ]);
  const some = report.samples.length < report.wouldEnter ? `${report.samples.length} of them` : "They are";
  return [...lines, "", `${some}:`, formatTable([subject, ...fields], rows)].join("\n");
}

function showValue(row: Row, field: string): string {
  const value: Value | undefined = row[field];
  return value === undefined || value === null ? "-" : String(value);
}
