import type { StepResult } from "@flowline/ir";
import type { Stimulus } from "../engine/decision.js";

/** Longer than this nobody is made to wait by a `Retry-After`. */
const LONGEST_RETRY_AFTER_MS = 7 * 86_400_000;

/**
 * What a handler returned, as the engine takes it. A handler is other people's code, and often JavaScript: whatever comes
 * back that is no `StepResult` is a failed attempt, never a crash of the worker that serves a thousand other runs.
 */
export function resultToStimulus(result: unknown): Stimulus {
  try {
    return readResult(result);
  } catch (error) {
    return errorToStimulus(error);
  }
}

/** What a handler threw: the attempt failed, and may be tried again. */
export function errorToStimulus(error: unknown): Stimulus {
  return { kind: "failed", error: errorText(error), retry: true, retryAfterMs: null };
}

function readResult(result: unknown): Stimulus {
  if (!isStepResult(result)) {
    return errorToStimulus("the handler returned neither { status: 'completed' } nor { status: 'failed' }");
  }
  if (result.status === "completed") {
    // Serialized where it is stored; what cannot be stored fails its run there.
    return { kind: "completed", output: result.output ?? null };
  }
  return {
    kind: "failed",
    error: errorText(result.error),
    retry: result.retry !== false,
    retryAfterMs: readRetryAfter(result.retryAfterMs),
  };
}

function isStepResult(value: unknown): value is StepResult {
  return (
    typeof value === "object" &&
    value !== null &&
    "status" in value &&
    (value.status === "completed" || value.status === "failed")
  );
}

function readRetryAfter(value: unknown): number | null {
  return typeof value === "number" && value >= 0 ? Math.min(value, LONGEST_RETRY_AFTER_MS) : null;
}

/** The text of anything that can be thrown, even where reading it throws again. */
export function errorText(error: unknown): string {
  try {
    const message: unknown = error instanceof Error ? error.message : error;
    return cleanText(typeof message === "string" ? message : String(message));
  } catch {
    return "an error that cannot be read";
  }
}

/** Error text as Postgres can keep it: no NUL, at most 2,000 characters. */
export function cleanText(text: string): string {
  return text.slice(0, 4_000).replaceAll("\0", "").slice(0, 2_000);
}
