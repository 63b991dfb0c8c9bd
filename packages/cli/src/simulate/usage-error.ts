import { CommandError } from "../output/command-error.js";
import { exitCodes } from "../output/exit-codes.js";

/** What a person wrote on the command line or in a scenario cannot be meant. */
export function usageError(code: string, message: string, fix: string): CommandError {
  return new CommandError({ code, message, fix, exitCode: exitCodes.usage });
}
