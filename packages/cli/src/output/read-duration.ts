import ms from "ms";
import { CommandError } from "./command-error.js";
import { exitCodes } from "./exit-codes.js";

/** `7d`, `90 minutes`, `1.5h` in milliseconds. A number without a unit is refused, as it is in a flow. */
export function readDuration(text: string, what: string): number {
  const durationMs = hasUnit(text) ? ms(text) : Number.NaN;
  if (!(Number.isFinite(durationMs) && durationMs > 0)) {
    throw new CommandError({
      code: "BAD_DURATION",
      message: `${what} is not a duration: ${JSON.stringify(text)}.`,
      fix: 'Write a positive number with a unit, for example "30s", "12h" or "7d".',
      exitCode: exitCodes.usage,
    });
  }
  return Math.round(durationMs);
}

/** Whether it looks like what `ms` reads; a unit that does not exist makes it answer with no number. */
function hasUnit(text: string): text is ms.StringValue {
  return /^\d+(?:\.\d+)? ?[a-z]+$/i.test(text) && text.length <= 100;
}
