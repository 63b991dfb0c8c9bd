import { writeFile } from "node:fs/promises";
import { type FlowIr, toDot, toMermaid } from "@flowline/ir";
import { Command, Option } from "commander";
import { getFlow } from "flowline/worker";
import { CommandError } from "../output/command-error.js";
import { exitCodes } from "../output/exit-codes.js";
import type { CommandResult, Terminal } from "../output/terminal.js";
import { getProjectDir, type PlaceFlags } from "../project/project-folder.js";
import { type CommandContext, examples, type OutputFlags, withCommonOptions } from "./command-context.js";

type GraphFormat = "mermaid" | "dot" | "svg";

interface GraphFlags extends PlaceFlags, OutputFlags {
  readonly format?: GraphFormat;
  readonly output?: string;
}

/** `flow graph FLOW`. */
export function graphCommand(context: CommandContext): Command {
  const command = new Command("graph")
    .description("draw a flow: Mermaid for a README, DOT for Graphviz, SVG to look at")
    .argument("<flow>", "the flow's name")
    .addOption(
      new Option("--format <format>", "default: the ending of --output, else mermaid").choices([
        "mermaid",
        "dot",
        "svg",
      ]),
    )
    .option("-o, --output <file>", "write it there instead of on stdout")
    .addHelpText(
      "after",
      examples(
        "flow graph upgrade-drip",
        "flow graph upgrade-drip -o drip.svg",
        "flow graph upgrade-drip --format dot | dot -Tpng",
      ),
    )
    .action((flow: string, flags: GraphFlags) => context.run(flags, terminal => runGraph(flow, flags, terminal)));
  return withCommonOptions(command, { database: false });
}

async function runGraph(name: string, flags: GraphFlags, terminal: Terminal): Promise<CommandResult> {
  // Not at the top: loading the compiler takes longer than most commands.
  const { compileOrRefuse } = await import("../project/compile-project.js");
  const format = flags.format ?? formatOf(flags.output);
  const flow = getFlow(await compileOrRefuse(await getProjectDir(flags), terminal), name);
  const text = await draw(flow, format);
  const json = { flow: flow.flow, hash: flow.hash, format, output: flags.output ?? null };
  if (flags.output === undefined) return { json: { ...json, text }, text: text.trimEnd() };
  await write(flags.output, text);
  return { json, text: `wrote ${flags.output}` };
}

function formatOf(output: string | undefined): GraphFormat {
  if (output?.endsWith(".svg")) return "svg";
  return output?.endsWith(".dot") || output?.endsWith(".gv") ? "dot" : "mermaid";
}

async function draw(flow: FlowIr, format: GraphFormat): Promise<string> {
  if (format === "mermaid") return toMermaid(flow);
  if (format === "dot") return toDot(flow);
  const { toSvg } = await import("@flowline/compiler");
  return toSvg(flow);
}

async function write(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text);
  } catch (error) {
    throw new CommandError({
      code: "CANNOT_WRITE",
      message: `${file} cannot be written: ${error instanceof Error ? error.message : error}.`,
      fix: "Name a file in a folder that exists and that you may write to.",
      exitCode: exitCodes.usage,
      cause: error,
    });
  }
}
