import { createHash } from "node:crypto";
import { getNode } from "../engine/program.js";
import type { Arrival, HeldCursor } from "./held-cursor.js";
import type { SendHandler, StepAttempt, StepResult } from "./step-handler.js";

/** Runs bodies, at most `concurrency` at once, in the order in which they were given. Holds no connection. */
export class Executor {
  readonly #handler: SendHandler;
  readonly #concurrency: number;
  readonly #installation: string;
  readonly #onArrival: (arrival: Arrival) => void;
  readonly #queue: { readonly cursor: HeldCursor; readonly signal: AbortSignal }[] = [];
  #next = 0;
  #running = 0;

  constructor(options: {
    readonly handler: SendHandler;
    readonly concurrency: number;
    /** This database's own random name: keeps the keys of two databases apart. */
    readonly installation: string;
    readonly onArrival: (arrival: Arrival) => void;
  }) {
    this.#handler = options.handler;
    this.#concurrency = options.concurrency;
    this.#installation = options.installation;
    this.#onArrival = options.onArrival;
  }

  /** Bodies that run now. */
  get running(): number {
    return this.#running;
  }

  /** Bodies that have not begun. */
  get waiting(): number {
    return this.#queue.length - this.#next;
  }

  /** Takes a cursor whose intent is committed. Nothing starts once `signal` has aborted. */
  add(cursor: HeldCursor, signal: AbortSignal): void {
    this.#queue.push({ cursor, signal });
    this.#fill();
  }

  /** Forgets what has not begun. */
  clear(): void {
    this.#queue.length = 0;
    this.#next = 0;
  }

  #fill(): void {
    while (this.#running < this.#concurrency) {
      const entry = this.#queue[this.#next];
      if (entry === undefined) {
        this.clear();
        return;
      }
      this.#next += 1;
      if (!entry.signal.aborted) {
        this.#running += 1;
        void this.#run(entry.cursor, entry.signal);
      }
    }
  }

  async #run(cursor: HeldCursor, signal: AbortSignal): Promise<void> {
    const result = await this.#attempt(cursor, signal);
    this.#running -= 1;
    if (!signal.aborted || result.status === "completed") {
      this.#onArrival({ cursor, stimulus: toStimulus(result) });
    }
    this.#fill();
  }

  async #attempt(cursor: HeldCursor, signal: AbortSignal): Promise<StepResult> {
    const { flow } = cursor.version.program;
    const { id, node } = getNode(cursor.version.program, cursor.node);
    if (node.kind !== "step") {
      throw new Error(`invariant: ${node.kind} node ${id} has no body`);
    }
    const attempt: StepAttempt = {
      flow: flow.flow,
      nodeId: id,
      action: node.action,
      runId: cursor.runId,
      subjectName: flow.subject.name,
      subjectId: cursor.subjectId,
      subject: cursor.vars,
      idempotencyKey: idempotencyKey(this.#installation, cursor.runId, id),
      attempt: cursor.attempt,
      signal,
    };
    try {
      return await this.#handler.send(attempt);
    } catch (error) {
      return { status: "failed", error: error instanceof Error ? error.message : String(error), retry: true };
    }
  }
}

/** The same for every attempt of one node of one run, and for nothing else: 32 hex digits. */
function idempotencyKey(installation: string, runId: string, nodeId: string): string {
  return createHash("sha256").update(`${installation}\0${runId}\0${nodeId}`).digest("hex").slice(0, 32);
}

function toStimulus(result: StepResult): Arrival["stimulus"] {
  if (result.status === "completed") {
    return { kind: "completed", output: result.output };
  }
  return {
    kind: "failed",
    error: cleanText(result.error),
    retry: result.retry,
    retryAfterMs: result.retryAfterMs ?? null,
  };
}

/** Error text as Postgres can keep it: no NUL, at most 2,000 characters. */
export function cleanText(text: string): string {
  return text.replaceAll("\0", "").slice(0, 2_000);
}
