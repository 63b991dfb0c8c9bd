import { Command } from "commander";
import type { DevFlags } from "../dev/run-dev.js";
import { type CommandContext, examples, type OutputFlags, withCommonOptions } from "./command-context.js";

/** `flow dev`. */
export function devCommand(context: CommandContext): Command {
  const command = new Command("dev")
    .description("run the project on this machine: database, worker, mail catcher and a page to look at")
    .option("--port <port>", "the page's port (default: 4400, or a free one)")
    .option("--smtp-port <port>", `the mail catcher's port (default: 1025, or a free one)`)
    .option("--real-smtp", "deliver mail through the project's own mail server instead of catching it")
    .addHelpText(
      "after",
      `\nCompiles at every save and deploys what has no findings; who matches an audience is enrolled at once. Mails are
caught, not delivered. Without DATABASE_URL it starts a Postgres under .flow/, and runs dev.sql there when a table is
missing; delete .flow/ to begin afresh. With DATABASE_URL it marks that database as a development database, and refuses
one where flows were deployed for real.\n${examples("flow dev", "flow dev --port 5000", "DATABASE_URL=postgres://... flow dev")}`,
    )
    .action((flags: DevFlags & OutputFlags) =>
      context.run(flags, async terminal => {
        // Not at the top: compiler, page and mail catcher take longer to load than most commands.
        const { runDev } = await import("../dev/run-dev.js");
        return await runDev(flags, terminal, context.interrupted);
      }),
    );
  return withCommonOptions(command, { database: true });
}
