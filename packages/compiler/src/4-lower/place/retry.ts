import type { RateLimit, RetryPolicy } from "@flowline/ir";
import type { Call } from "../flow-scope.js";
import { ask } from "./ask.js";

import { jsonOf } from "./given.js";
import { type Options, readOptions } from "./options.js";
import type { Position } from "./position.js";

const RETRY_OPTIONS = ["attempts", "after", "backoff", "jitter", "honorRetryAfter"];
/** Three tries, a second and then more apart: what one who asks for retries and says no more may expect. */
const DEFAULT_ATTEMPTS = 3;
const DEFAULT_FIRST_MS = 1000;
const DEFAULT_FACTOR = 2;
const DEFAULT_MAX_MS = 3_600_000;

/** When a step is tried again: a number of attempts, or what `retry` says in detail. */
export function retryOf(call: Call, options: Options, name = "retry"): RetryPolicy | null {
  const given = options.get(name);
  if (given === null) return null;
  const count = jsonOf(given);
  if (typeof count === "number") {
    return attemptsOf(options.count(name, 1) ?? 1);
  }
  const retry = readOptions(call, given, RETRY_OPTIONS);
  const table = retry.durations("after");
  const backoff = retry.get("backoff");
  const growth = readOptions(call, backoff, ["first", "factor", "max"]);
  const first = growth.duration("first");
  const afterMs = table ?? [first ?? DEFAULT_FIRST_MS];
  const factor = growth.number("factor", 1, 1000) ?? (table === null ? DEFAULT_FACTOR : 1);
  return policy({
    attempts: retry.count("attempts", 1) ?? (table === null ? DEFAULT_ATTEMPTS : table.length + 1),
    afterMs,
    factor,
    maxMs: growth.duration("max") ?? Math.max(DEFAULT_MAX_MS, ...afterMs),
    jitter: retry.number("jitter", 0, 1) ?? 0,
    honorRetryAfter: retry.flag("honorRetryAfter") ?? false,
  });
}

/** So many tries, with pauses that grow. */
export function attemptsOf(attempts: number): RetryPolicy {
  return policy({ attempts, afterMs: [DEFAULT_FIRST_MS], factor: DEFAULT_FACTOR });
}

/** The budget that a step shares with others. */
export function rateLimitOf(call: Call, options: Options, at: Position): RateLimit | null {
  const given = options.get("rateLimit");
  if (given === null) return null;
  const limit = readOptions(call, given, ["name", "units", "key"]);
  const key = limit.get("key");
  const name = limit.text("name");
  if (name === null && limit.get("name") === null) options.refuse("rateLimit", "an object with a `name`");
  return {
    name: name ?? "",
    units: limit.count("units", 1) ?? 1,
    key: key === null ? null : ask(call, key, at, { role: "the key of the rate limit" }),
  };
}

function policy(said: Pick<RetryPolicy, "attempts" | "afterMs" | "factor"> & Partial<RetryPolicy>): RetryPolicy {
  return { maxMs: Math.max(DEFAULT_MAX_MS, ...said.afterMs), jitter: 0, honorRetryAfter: false, ...said };
}
