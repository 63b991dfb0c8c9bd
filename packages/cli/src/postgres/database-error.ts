import { CommandError } from "../output/command-error.js";
import { exitCodes } from "../output/exit-codes.js";

const elsewhere = "Or set DATABASE_URL to a PostgreSQL (15 or newer) that runs already.";

/** An error of the server that we run ourselves. Every one of them has the same way out: another server. */
export function embeddedPostgresError(message: string, fix: string, cause?: unknown): CommandError {
  return new CommandError({
    code: "EMBEDDED_POSTGRES",
    message,
    fix: fix === "" ? "Set DATABASE_URL to a PostgreSQL (15 or newer) that runs already." : `${fix} ${elsewhere}`,
    exitCode: exitCodes.database,
    cause,
  });
}
