import { CommandError } from "../output/command-error.js";
import { exitCodes } from "../output/exit-codes.js";

const elsewhere = "Or set DATABASE_URL to a PostgreSQL (15 or newer) that runs already.";

/** An error of the server that we run ourselves. Every one of them has the same way out: another server. */
export function embeddedPostgresError(message: string, fix: string, cause?: unknown): CommandError {
  return new CommandError({
    code: "embedded-postgres",
    message,
    fix: fix === "" ? elsewhere.slice(3).replace(/^s/, "S") : `${fix} ${elsewhere}`,
    exitCode: exitCodes.database,
    cause,
  });
}
