/**
 * How long to wait after failed attempt number `attempt` (from 1), or null when there will be no other: 1 s doubled at
 * each attempt up to one hour, less up to a quarter of jitter, 30 attempts, which carries a send over an outage of some
 * 18 hours. `retryAfterMs` is what the other side asked for, and wins when it is longer.
 */
export function retryDelayMs(attempt: number, jitter: number, retryAfterMs: number | null): number | null {
  if (attempt >= MAX_ATTEMPTS) {
    return null;
  }
  const full = Math.min(FIRST_MS * 2 ** (attempt - 1), LONGEST_MS);
  return Math.max(Math.round(full * (1 - jitter / 4)), retryAfterMs ?? 0);
}

const MAX_ATTEMPTS = 30;
const FIRST_MS = 1_000;
const LONGEST_MS = 3_600_000;
