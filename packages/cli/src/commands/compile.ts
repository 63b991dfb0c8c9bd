import { Command, Option } from "commander";
import { getProjectDir, type PlaceFlags } from "../project/project-folder.js";
import { type CommandContext, examples, type OutputFlags, withCommonOptions } from "./command-context.js";

interface CompileFlags extends PlaceFlags, OutputFlags {
  readonly check?: boolean;
  readonly format: "text" | "json";
}

/** `flow compile`. */
export function compileCommand(context: CommandContext): Command {
  const command = new Command("compile")
    .description("check every flow and write its IR beside it")
    .option("--check", "write nothing; fail where the committed IR is not that of the source (for CI)")
    .addOption(new Option("--format <format>", "how findings are printed").choices(["text", "json"]).default("text"))
    .addHelpText("after", examples("flow compile", "flow compile --check", "flow compile --format json"))
    .action((flags: CompileFlags) => {
      const json = flags.json === true || flags.format === "json";
      return context.run({ json }, async terminal => {
        const projectDir = await getProjectDir(flags);
        // Not at the top: loading the compiler takes longer than most commands.
        const { runCompile } = await import("../project/run-compile.js");
        return await runCompile({ projectDir, checkOnly: flags.check === true, terminal });
      });
    });
  return withCommonOptions(command, { database: false });
}
