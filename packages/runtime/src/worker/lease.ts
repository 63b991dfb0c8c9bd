import type { Database } from "../postgres/database.js";
import { heartbeat } from "../postgres/sql/heartbeat.js";
import { registerWorker } from "../postgres/sql/register-worker.js";
import { unregisterWorker } from "../postgres/sql/unregister-worker.js";

/**
 * The worker's time-boxed right to what it holds.
 *
 * State: an identity (a row in `workers`) and the instant, on this process's monotonic clock, at which the right is over.
 * The instant is counted from *before* the request was sent, so it lies never after the database's. Once it has passed,
 * the identity is dead for good: its signal aborts, bodies that still run are running for nobody, and the process
 * registers anew. A commit that arrives late is refused by its fence if somebody has rescued the cursor meanwhile.
 */
export class Lease {
  readonly #database: Database;
  readonly #leaseMs: number;
  #identity: Identity | undefined;
  #expiry: NodeJS.Timeout | undefined;

  constructor(database: Database, leaseMs: number) {
    this.#database = database;
    this.#leaseMs = leaseMs;
  }

  /** The living identity, or undefined when there is none (not registered yet, expired, stopped). */
  get current(): Identity | undefined {
    const identity = this.#identity;
    return identity !== undefined && isAlive(identity) ? identity : undefined;
  }

  async register(): Promise<Identity> {
    const sentAt = performance.now();
    const [row] = await this.#database.query<{ worker_id: number; identity: string }>(
      registerWorker(this.#database.schema, this.#leaseMs),
    );
    if (row === undefined) {
      throw new Error("invariant: a registration returned no identity");
    }
    this.#lose();
    this.#identity = {
      workerId: row.worker_id,
      uuid: row.identity,
      deadline: sentAt + this.#leaseMs,
      abort: new AbortController(),
    };
    this.#armExpiry(this.#identity);
    return this.#identity;
  }

  /** Renews the right. False when it was over already; throws when the database cannot be reached. */
  async renew(): Promise<boolean> {
    const identity = this.current;
    if (identity === undefined) {
      return false;
    }
    const sentAt = performance.now();
    const rows = await this.#database.query(heartbeat(this.#database.schema, identity.workerId, this.#leaseMs));
    if (rows.length === 0) {
      this.#lose();
      return false;
    }
    if (!isAlive(identity)) {
      // The database agreed, but the answer came too late: bodies have been told already that they run for nobody.
      return false;
    }
    identity.deadline = sentAt + this.#leaseMs;
    this.#armExpiry(identity);
    return true;
  }

  /** Gives the identity up. */
  async end(): Promise<void> {
    const identity = this.#identity;
    this.#lose();
    if (identity !== undefined) {
      await this.#database.query(unregisterWorker(this.#database.schema, identity.workerId));
    }
  }

  #armExpiry(identity: Identity): void {
    clearTimeout(this.#expiry);
    this.#expiry = setTimeout(
      () => {
        if (performance.now() >= identity.deadline) {
          identity.abort.abort(new Error("the worker's lease is over"));
        } else {
          // A timer may go off a little early.
          this.#armExpiry(identity);
        }
      },
      Math.max(Math.ceil(identity.deadline - performance.now()), 1),
    );
  }

  #lose(): void {
    clearTimeout(this.#expiry);
    this.#identity?.abort.abort(new Error("the worker's lease is over"));
    this.#identity = undefined;
  }
}

function isAlive(identity: Identity): boolean {
  return performance.now() < identity.deadline && !identity.abort.signal.aborted;
}

export interface Identity {
  readonly workerId: number;
  readonly uuid: string;
  /** On `performance.now()`'s clock. */
  deadline: number;
  readonly abort: AbortController;
}
