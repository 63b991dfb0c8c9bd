import type { RetryPolicy } from "@flowline/ir";

/** What holds where a step says nothing: see the semantics page, `step`. */
export const DEFAULT_RETRY: RetryPolicy = Object.freeze({
  attempts: 30,
  afterMs: Object.freeze([1000]),
  factor: 2,
  maxMs: 3_600_000,
  jitter: 0.25,
  honorRetryAfter: true,
});

/** The pause after failed attempt number `attempt`, or null where it was the last. Chance takes nothing off here. */
export function pauseAfter(policy: RetryPolicy, attempt: number, retryAfterMs: number | null): number | null {
  if (attempt >= policy.attempts) return null;
  const written = policy.afterMs[attempt - 1];
  const last = policy.afterMs.at(-1) ?? 0;
  const beyond = attempt - policy.afterMs.length;
  const pause = Math.min(written ?? last * policy.factor ** beyond, policy.maxMs);
  return policy.honorRetryAfter && retryAfterMs !== null ? Math.max(pause, retryAfterMs) : pause;
}
