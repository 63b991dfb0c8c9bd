import { RuntimeError } from "../errors.js";
import { Backoff } from "../worker/backoff.js";
import { Wakeup } from "../worker/wakeup.js";
import type { WorkerEvent } from "../worker/worker-options.js";

/** Something that a worker does over and over beside the pump. */
export interface DutyOptions {
  readonly name: string;
  /** Real time between the end of one round and the beginning of the next. */
  readonly everyMs: number;
  /** One round. `signal` aborts when the worker stops. */
  readonly round: (signal: AbortSignal) => Promise<void>;
  readonly log: (event: WorkerEvent) => void;
}

/** A duty's loop: a round that fails is logged and tried again with growing pauses; it never ends the process. */
export class Duty {
  readonly #options: DutyOptions;
  readonly #stop = new AbortController();
  readonly #wakeup = new Wakeup();
  #loop: Promise<void> | undefined;

  constructor(options: DutyOptions) {
    this.#options = options;
  }

  start(): void {
    this.#loop ??= this.#run();
  }

  /** Begins the next round at once. */
  hurry(): void {
    this.#wakeup.ring();
  }

  /** Resolves when the running round is over. */
  async stop(): Promise<void> {
    this.#stop.abort();
    this.#wakeup.ring();
    await this.#loop;
  }

  async #run(): Promise<void> {
    const backoff = new Backoff();
    while (!this.#stop.signal.aborted) {
      let pauseMs = this.#options.everyMs;
      try {
        await this.#options.round(this.#stop.signal);
        backoff.reset();
      } catch (error) {
        pauseMs = Math.min(backoff.next(), this.#options.everyMs);
        this.#options.log(dutyFailed(this.#options.name, error));
      }
      if (!this.#stop.signal.aborted) {
        await this.#wakeup.wait(pauseMs);
      }
    }
  }
}

function dutyFailed(name: string, error: unknown): WorkerEvent {
  const message = error instanceof Error ? error.message : String(error);
  const fix = error instanceof RuntimeError ? ` ${error.fix}` : "";
  return { level: "warn", event: `${name}.failed`, message: `${name}: ${message}.${fix}`, facts: { duty: name } };
}
