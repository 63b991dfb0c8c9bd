import { CommandError } from "./command-error.js";
import { exitCodes } from "./exit-codes.js";

/** A whole number within bounds, as an option gives it. */
export function readNumber(text: string, what: string, bounds: { readonly min: number; readonly max: number }): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (value >= bounds.min && value <= bounds.max) return value;
  throw new CommandError({
    code: "BAD_NUMBER",
    message: `${what} must be a whole number from ${bounds.min} to ${bounds.max}, not ${JSON.stringify(text)}.`,
    fix: `Give such a number, for example ${what} ${Math.min(bounds.max, Math.max(bounds.min, 10))}.`,
    exitCode: exitCodes.usage,
  });
}
