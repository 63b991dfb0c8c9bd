import type { Database, Queryable } from "../postgres/database.js";
import { classifyError } from "../postgres/error-class.js";
import { type ClaimedRow, claim } from "../postgres/sql/claim.js";
import { type CommittedRow, commit, type Outcome } from "../postgres/sql/commit.js";
import { cleanText } from "./step-stimulus.js";

export interface Flush {
  readonly workerId: number;
  readonly outcomes: readonly Outcome[];
  /** What to claim in the same transaction; null for nothing. */
  readonly claim: { readonly routes: readonly number[]; readonly limit: number } | null;
}

export interface Flushed {
  /** Ids of the cursors whose outcome stands. The others were no longer this worker's. */
  readonly accepted: ReadonlySet<string>;
  readonly claimed: readonly ClaimedRow[];
}

/**
 * Commits in groups. A flush is one transaction that brings the next claim back. An error that lies in a value bisects
 * the group until the bad row is alone and fails *its* run; a serialization failure or a deadlock repeats the whole
 * flush; a connection that breaks leaves the outcome unknown, and is thrown for the pump to reconcile.
 */
export class Committer {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async flush(flush: Flush): Promise<Flushed> {
    for (let repeats = 0; ; repeats += 1) {
      try {
        return await this.#send(flush);
      } catch (error) {
        const kind = classifyError(error);
        if (kind === "data" && flush.outcomes.length > 0) {
          return this.#bisect(flush, error);
        }
        if (kind !== "retry" || repeats >= 20) {
          throw error;
        }
        await new Promise(resolve => setTimeout(resolve, Math.random() * 50 * (repeats + 1)));
      }
    }
  }

  async #send(flush: Flush): Promise<Flushed> {
    if (flush.outcomes.length === 0) {
      return { accepted: new Set(), claimed: await this.#claim(this.#database, flush) };
    }
    return this.#database.transaction(async connection => {
      // Both are on the way before either has answered: the claim costs no further round trip.
      const committing = connection.query<CommittedRow>(commit(this.#database.schema, flush.outcomes));
      const claiming = this.#claim(connection, flush);
      const [committed, claimed] = await settleBoth(committing, claiming);
      return { accepted: new Set(committed.map(row => row.id)), claimed };
    });
  }

  async #claim(connection: Queryable, flush: Flush): Promise<readonly ClaimedRow[]> {
    if (flush.claim === null || flush.claim.limit <= 0 || flush.claim.routes.length === 0) {
      return [];
    }
    const { routes, limit } = flush.claim;
    return connection.query<ClaimedRow>(claim(this.#database.schema, flush.workerId, routes, limit));
  }

  async #bisect(flush: Flush, error: unknown): Promise<Flushed> {
    const [only] = flush.outcomes;
    if (flush.outcomes.length === 1 && only !== undefined) {
      return this.flush({ ...flush, outcomes: [asUnstorable(only, error)] });
    }
    const middle = flush.outcomes.length >> 1;
    const first = await this.flush({ ...flush, outcomes: flush.outcomes.slice(0, middle), claim: null });
    const second = await this.flush({ ...flush, outcomes: flush.outcomes.slice(middle) });
    return { accepted: new Set([...first.accepted, ...second.accepted]), claimed: second.claimed };
  }
}

/** Waits for both, so that no statement is still under way when the transaction is rolled back; the first error wins. */
async function settleBoth<A, B>(first: Promise<A>, second: Promise<B>): Promise<readonly [A, B]> {
  await Promise.allSettled([first, second]);
  return [await first, await second];
}

/** A run whose result Postgres cannot take fails, alone, and says why. */
function asUnstorable(outcome: Outcome, error: unknown): Outcome {
  if (outcome.verb === "end" && outcome.state === "failed" && outcome.notes.length === 0) {
    throw error;
  }
  const why = error instanceof Error ? error.message : String(error);
  return {
    ...outcome,
    verb: "end",
    vars: "{}",
    error: null,
    state: "failed",
    reason: cleanText(`its result cannot be stored: ${why}`),
    notes: [],
  };
}
