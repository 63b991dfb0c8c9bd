import type { Json, RetryPolicy, Row } from "@flowline/ir";
import { record, setTimer } from "./cursors.js";
import type { StepCall, StepError, StepOutcome } from "./handlers.js";
import { DEFAULT_RETRY, pauseAfter } from "./retry.js";
import type { Cursor, World } from "./world.js";

/** A body that is to be run until it works or no attempt is left. */
export interface Deed {
  readonly kind: StepCall["kind"];
  readonly input: Json;
  /** The subject as it was on arrival. */
  readonly subject: Row | null;
  readonly retry: RetryPolicy | null;
  readonly timeoutMs: number | null;
  /** Asked before each attempt: whether it may begin. */
  readonly mayBegin: (attempt: number) => boolean;
  /** Makes an attempt of an outcome that is none (an http status). Null: the outcome stands. */
  readonly refuses: (output: Json) => string | null;
  readonly done: (output: Json) => void;
  readonly failed: (error: StepError) => void;
}

/** Runs a body, attempt by attempt, in virtual time. */
export function attempt(world: World, cursor: Cursor, deed: Deed, number = 1): void {
  if (!deed.mayBegin(number)) return;
  const { run, node } = cursor;
  record(world, run, { what: "began", node, attempt: number });
  const outcome = askHandler(world, cursor, deed, number);
  const takesMs = outcome.takesMs ?? 0;
  const settle = (): void => settleAttempt(world, cursor, { deed, number, outcome });
  if (deed.timeoutMs !== null && takesMs > deed.timeoutMs) {
    const error = { name: "TimeoutError", message: `The attempt took longer than ${deed.timeoutMs} ms.` };
    const late = { deed, number, outcome: { error } };
    setTimer(world, cursor, world.nowMs + deed.timeoutMs, () => settleAttempt(world, cursor, late));
  } else if (takesMs > 0) setTimer(world, cursor, world.nowMs + takesMs, settle);
  else settle();
}

function askHandler(world: World, cursor: Cursor, deed: Deed, number: number): StepOutcome {
  const { run, node, store } = cursor;
  const call: StepCall = {
    kind: deed.kind,
    flow: run.flow.flow,
    run: run.id,
    node,
    attempt: number,
    nowMs: world.nowMs,
    subjectId: run.subject,
    subject: deed.subject,
    variables: Object.fromEntries(store),
    input: deed.input,
  };
  return world.handlers[deed.kind]?.(call) ?? { output: DEFAULT_OUTPUT[deed.kind] };
}

const DEFAULT_OUTPUT: Readonly<Record<StepCall["kind"], Json>> = {
  send: { status: "sent" },
  do: null,
  http: { status: 200, body: null },
  undo: null,
};

interface Attempted {
  readonly deed: Deed;
  readonly number: number;
  readonly outcome: StepOutcome;
}

function settleAttempt(world: World, cursor: Cursor, { deed, number, outcome }: Attempted): void {
  if ("output" in outcome) {
    const refusal = deed.refuses(outcome.output);
    if (refusal === null) deed.done(outcome.output);
    else retry(world, cursor, { deed, number, outcome: { error: { name: "HttpError", message: refusal } } });
  } else retry(world, cursor, { deed, number, outcome });
}

function retry(world: World, cursor: Cursor, { deed, number, outcome }: Attempted): void {
  if ("output" in outcome) return;
  const { message, name = "Error", final = false, retryAfterMs = null } = outcome.error;
  const error = { name, message };
  const pause = final ? null : pauseAfter(deed.retry ?? DEFAULT_RETRY, number, retryAfterMs);
  const againAtMs = pause === null ? null : world.nowMs + pause;
  record(world, cursor.run, { what: "attempt failed", node: cursor.node, attempt: number, error, againAtMs });
  if (againAtMs === null) deed.failed(error);
  else setTimer(world, cursor, againAtMs, () => attempt(world, cursor, deed, number + 1));
}
