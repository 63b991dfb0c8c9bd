import parse from "ms";

/** The units that a duration may be written in: those which the package `ms` reads. */
type Unit =
  | "years"
  | "year"
  | "yrs"
  | "yr"
  | "y"
  | "weeks"
  | "week"
  | "w"
  | "days"
  | "day"
  | "d"
  | "hours"
  | "hour"
  | "hrs"
  | "hr"
  | "h"
  | "minutes"
  | "minute"
  | "mins"
  | "min"
  | "m"
  | "seconds"
  | "second"
  | "secs"
  | "sec"
  | "s"
  | "milliseconds"
  | "millisecond"
  | "msecs"
  | "msec"
  | "ms";

type AnyCase = Unit | Capitalize<Unit> | Uppercase<Unit>;

/** A length of time with its unit: `"7d"`, `"1.5 hours"`, `"90 minutes"`. A bare number is refused. */
export type Duration = `${number}${AnyCase}` | `${number} ${AnyCase}`;

/** The duration in milliseconds. Throws a `RangeError` for a text that no length of time can be read from. */
export function durationMs(duration: Duration): number {
  // A caller without types can bring anything, and `ms` would read "7" as seven milliseconds.
  const text = String(duration);
  const length = text.length <= 100 && /[a-z]$/i.test(text) ? Number(parse(duration)) : Number.NaN;
  if (Number.isFinite(length)) return Math.round(length);
  throw new RangeError(
    `${JSON.stringify(duration)} is not a duration. Write a number and a unit, such as "7d", "36 hours" or "90 minutes".`,
  );
}
