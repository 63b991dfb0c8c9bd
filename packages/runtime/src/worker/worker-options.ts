import type { SendHandler } from "@flowline/ir";

/** Options of `createWorker`. Every duration is real time in milliseconds. */
export interface WorkerOptions {
  /** A connection string. */
  readonly database: string;
  /** Flowline's schema. Default `flowline`. */
  readonly schema?: string;
  /** The flows to serve, by name; cursors of others are left alone. */
  readonly flows: readonly string[];
  readonly handlers: { readonly send: SendHandler };
  /** How many step bodies may run at once. Default 50. */
  readonly concurrency?: number;
  /** How many cursors are claimed and committed at once, at most. Default 1,000. */
  readonly batch?: number;
  /** How long a silent worker keeps its cursors. Default 30,000. */
  readonly leaseMs?: number;
  /** The slow look that does not depend on any notification. Default 5,000. */
  readonly pollMs?: number;
  /** How often deployed audiences are evaluated. Default 60,000. */
  readonly audienceMs?: number;
  /** Told of everything an operator would want to read. Default: nothing is logged. */
  readonly log?: (event: WorkerEvent) => void;
}

export interface WorkerEvent {
  readonly level: "info" | "warn" | "error";
  /** `worker.started`, `lease.lost`, `database.lost`, `database.back`, `step.failed`, ... */
  readonly event: string;
  readonly message: string;
  readonly facts: Readonly<Record<string, string | number | boolean | null>>;
}

export interface Worker {
  /** Registers and begins to claim. Resolves when the first look has been made; waits for the database with backoff. */
  start(): Promise<void>;
  /** Stops claiming, waits for running bodies (at most `graceMs`, default 10,000), commits and gives back the rest. */
  stop(options?: { readonly graceMs?: number }): Promise<void>;
}

/** Options with every default filled in. */
export type ResolvedWorkerOptions = Required<WorkerOptions>;

export function resolveWorkerOptions(options: WorkerOptions): ResolvedWorkerOptions {
  return Object.freeze({
    schema: "flowline",
    concurrency: 50,
    batch: 1_000,
    leaseMs: 30_000,
    pollMs: 5_000,
    audienceMs: 60_000,
    log: () => undefined,
    ...options,
  });
}
