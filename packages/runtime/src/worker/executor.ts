import { createHash } from "node:crypto";
import type { SendHandler, StepAttempt } from "@flowline/ir";
import { getNode } from "../engine/program.js";
import type { Arrival, HeldCursor } from "./held-cursor.js";
import { errorToStimulus, resultToStimulus } from "./step-stimulus.js";

/** Looking back costs a copy of what waits, so it is done only when as many have begun as still wait. */
const FORGET_AT = 256;

/** Runs bodies, at most `concurrency` at once, in the order in which they were given. Holds no connection. */
export class Executor {
  readonly #handler: SendHandler;
  readonly #concurrency: number;
  readonly #installation: string;
  readonly #onArrival: (arrival: Arrival) => void;
  #queue: { readonly cursor: HeldCursor; readonly signal: AbortSignal }[] = [];
  #next = 0;
  #running = 0;
  #closed = false;

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
    if (this.#closed) {
      return;
    }
    this.#queue.push({ cursor, signal });
    this.#fill();
  }

  /** Starts nothing any more; what runs goes on. */
  close(): void {
    this.#closed = true;
    this.clear();
  }

  /** Forgets what has not begun. */
  clear(): void {
    this.#queue = [];
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
      this.#forgetBegun();
      if (!entry.signal.aborted) {
        this.#running += 1;
        void this.#run(entry.cursor, entry.signal);
      }
    }
  }

  /** A worker that always has work never empties its queue: what has begun must not be kept for that. */
  #forgetBegun(): void {
    if (this.#next >= FORGET_AT && this.#next * 2 >= this.#queue.length) {
      this.#queue = this.#queue.slice(this.#next);
      this.#next = 0;
    }
  }

  async #run(cursor: HeldCursor, signal: AbortSignal): Promise<void> {
    const stimulus = await this.#attempt(cursor, signal);
    this.#running -= 1;
    if (!signal.aborted || stimulus.kind === "completed") {
      this.#onArrival({ cursor, stimulus });
    }
    this.#fill();
  }

  async #attempt(cursor: HeldCursor, signal: AbortSignal): Promise<Arrival["stimulus"]> {
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
      return resultToStimulus(await this.#handler.send(attempt));
    } catch (error) {
      return errorToStimulus(error);
    }
  }
}

/** The same for every attempt of one node of one run, and for nothing else: 32 hex digits. */
function idempotencyKey(installation: string, runId: string, nodeId: string): string {
  return createHash("sha256").update(`${installation}\0${runId}\0${nodeId}`).digest("hex").slice(0, 32);
}
