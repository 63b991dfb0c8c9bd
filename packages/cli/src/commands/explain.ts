import { Command } from "commander";
import { type CommandContext, examples, type OutputFlags } from "./command-context.js";

/** `flow explain [CODE]`. */
export function explainCommand(context: CommandContext): Command {
  return new Command("explain")
    .description("tell what a finding means, with the wrong and the right spelling")
    .argument("[code]", "its code: FLOW2004, or 2004; without one, all codes are listed")
    .option("--json", "print one JSON document on stdout instead of text")
    .addHelpText("after", examples("flow explain FLOW2004", "flow explain"))
    .action((code: string | undefined, flags: OutputFlags) =>
      context.run(flags, async () => {
        // Not at the top: the compiler, whose pages these are, takes longer to load than most commands.
        const { explainAll, explainCode } = await import("../explain/explain.js");
        return code === undefined ? explainAll() : explainCode(code);
      }),
    );
}
