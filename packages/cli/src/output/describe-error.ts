import { CommandError } from "./command-error.js";
import { type ExitCode, exitCodes } from "./exit-codes.js";

/** An error as a person and a program are told of it. */
export interface DescribedError {
  readonly code: string;
  readonly message: string;
  /** One thing to do about it; empty where we know none. */
  readonly fix: string;
  readonly exitCode: ExitCode;
  /** Facts beside the text, for programs. */
  readonly facts: Readonly<Record<string, unknown>>;
}

/** The codes of other packages' errors that mean more than "it failed". */
const exitCodeOf: ReadonlyMap<string, ExitCode> = new Map([
  ["DATABASE_UNREACHABLE", exitCodes.database],
  ["DATABASE_SETTING", exitCodes.usage],
  ["UNKNOWN_FLOW", exitCodes.usage],
  ["CHANNEL_SETTINGS", exitCodes.usage],
  ["NOT_COMPILED", exitCodes.usage],
  ["BAD_IR", exitCodes.usage],
  ["NO_FLOWS", exitCodes.usage],
  ["NO_CHANNEL", exitCodes.usage],
  ["NO_MAIL_SERVER", exitCodes.usage],
  ["DEPLOY_ANSWER", exitCodes.refused],
  ["CLOCK", exitCodes.refused],
  ["RUN_FILTER", exitCodes.usage],
]);

/** What to do where an error of another package has no advice of its own. */
const adviceFor: ReadonlyMap<string, string> = new Map([
  ["DECODE", "Run `flow compile`: the committed .ir.json was made by another version or was changed by hand."],
]);

/** Puts anything thrown into words. A bug of ours is said to be one, with what a report needs. */
export function describeError(error: unknown): DescribedError {
  if (error instanceof CommandError) {
    const { code, message, fix, exitCode, facts } = error;
    return { code, message, fix, exitCode, facts };
  }
  if (error instanceof Error && "code" in error && typeof error.code === "string" && hasOurName(error)) {
    const fix = "fix" in error && typeof error.fix === "string" ? error.fix : (adviceFor.get(error.code) ?? "");
    return {
      code: error.code,
      message: asSentence(error.message),
      fix,
      exitCode: exitCodeOf.get(error.code) ?? exitCodes.failed,
      facts: {},
    };
  }
  return {
    code: "INTERNAL",
    message: `Something went wrong that should not: ${error instanceof Error ? error.message : String(error)}`,
    fix: "Set FLOW_DEBUG=1 and run the command again to see where; that is worth a bug report.",
    exitCode: exitCodes.failed,
    facts: {},
  };
}

/** The error for stderr: what happened, then what to do; with FLOW_DEBUG=1 also where. */
export function errorText(error: unknown): string {
  const { message, fix } = describeError(error);
  const lines = [`Error: ${message}`, ...(fix === "" ? [] : [fix])];
  if ((process.env.FLOW_DEBUG ?? "") !== "" && error instanceof Error) lines.push("", traceOf(error));
  return lines.join("\n");
}

/** The error as `--json` prints it. */
export function errorJson(error: unknown): { readonly error: Readonly<Record<string, unknown>> } {
  const { code, message, fix, facts } = describeError(error);
  return { error: { code, message, fix, ...facts } };
}

function traceOf(error: Error): string {
  const cause = error.cause instanceof Error ? `\nCaused by: ${traceOf(error.cause)}` : "";
  return `${error.stack ?? error.message}${cause}`;
}

/** Errors that our packages raise on purpose have codes of capitals; those of the system (ENOENT) are not ours. */
function hasOurName(error: Error): boolean {
  return !("errno" in error) && !("severity" in error) && error.name !== "Error" && error.name !== "TypeError";
}

function asSentence(message: string): string {
  const capital = message.charAt(0).toUpperCase() + message.slice(1);
  return /[.!?]$/.test(capital) ? capital : `${capital}.`;
}
