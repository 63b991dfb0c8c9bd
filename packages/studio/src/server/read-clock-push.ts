import { type Problem, problem } from "./problem.js";

/** How far the clock shall go. */
export interface ClockPush {
  readonly byMs: number;
}

/** Reads the body of `POST /api/clock`: exactly `{ "byMs": n }`, a whole number of milliseconds above zero. */
export function readClockPush(body: string): ClockPush | Problem {
  const value = parse(body);
  const isPush = typeof value === "object" && value !== null && Object.keys(value).join() === "byMs" && "byMs" in value;
  if (!isPush || typeof value.byMs !== "number" || !Number.isSafeInteger(value.byMs)) {
    return problem(400, "BAD_BODY", 'The body must be { "byMs": n } with a whole number of milliseconds.');
  }
  if (value.byMs < 1 || value.byMs > MAX_PUSH_MS) {
    return problem(400, "BAD_BODY", "The clock goes forward only, and by at most 366 days at a time.");
  }
  return { byMs: value.byMs };
}

const MAX_PUSH_MS = 366 * 24 * 60 * 60 * 1000;

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
