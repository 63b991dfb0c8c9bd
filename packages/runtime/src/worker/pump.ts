import { type Row, readRow } from "@flowline/ir";
import { UNDECIDED } from "../engine/decision.js";
import { getNode } from "../engine/program.js";
import type { Database } from "../postgres/database.js";
import type { ClaimedRow } from "../postgres/sql/claim.js";
import { type HoldingRow, listHoldings } from "../postgres/sql/list-holdings.js";
import { type NextDueRow, nextDue } from "../postgres/sql/next-due.js";
import { putOff } from "../postgres/sql/put-off.js";
import { release } from "../postgres/sql/release.js";
import type { Appetite } from "./appetite.js";
import type { Committer } from "./committer.js";
import { type Decided, decideAll } from "./decider.js";
import type { Executor } from "./executor.js";
import type { Arrival, HeldCursor } from "./held-cursor.js";
import type { Identity } from "./lease.js";
import { type HeldChanges, reconcile } from "./reconcile.js";
import type { RouteTable } from "./route-table.js";
import { cleanText } from "./step-stimulus.js";
import type { LiveVersion, Versions } from "./versions.js";

export interface PumpParts {
  readonly database: Database;
  readonly committer: Committer;
  readonly executor: Executor;
  readonly routes: RouteTable;
  readonly versions: Versions;
  readonly appetite: Appetite;
  readonly batch: number;
  readonly pollMs: number;
}

const LEAST_LOOK_MS = 10;

/**
 * Moves cursors: claim, decide, commit, run bodies, decide, commit. One turn at a time; bodies run beside it.
 *
 * Invariants: a cursor is in `#held` from the reply of its claim until the reply of the commit that parks or ends it; a
 * body starts only after the commit that made its step the cursor's position; an outcome stays in `#unsettled` until it
 * is known whether it committed; after a flush of unknown outcome nothing is sent before `#reconcile` has asked.
 */
export class Pump {
  readonly #parts: PumpParts;
  readonly #identity: Identity;
  readonly #held = new Map<string, HeldCursor>();
  #arrivals: Arrival[] = [];
  #unsettled: readonly Decided[] = [];
  #uncertain = false;
  #nextDueAt: number | undefined;
  #hungry = true;
  #claiming = true;

  constructor(parts: PumpParts, identity: Identity) {
    this.#parts = parts;
    this.#identity = identity;
  }

  /** How many cursors this identity holds. */
  get holding(): number {
    return this.#held.size;
  }

  /** Whether a turn would find something to do. */
  get busy(): boolean {
    const wants = this.#hungry && this.#claiming && this.#room(0) > 0;
    return this.#arrivals.length > 0 || this.#unsettled.length > 0 || wants;
  }

  /** Look for due cursors at the next turn. */
  wake(): void {
    this.#hungry = true;
  }

  /** Somebody said that something has changed: what was known of the next due cursor is old. */
  hint(): void {
    this.#hungry = true;
    this.#nextDueAt = undefined;
  }

  /** Compare with the database at the next turn: a reply may have been lost. */
  doubt(): void {
    this.#uncertain = true;
  }

  stopClaiming(): void {
    this.#claiming = false;
  }

  arrive(arrival: Arrival): void {
    if (this.#held.get(arrival.cursor.id)?.fence === arrival.cursor.fence) {
      this.#arrivals.push(arrival);
    }
  }

  /** One round: decide what has arrived, commit it, claim what there is room for, start bodies. */
  async turn(): Promise<void> {
    if (this.#uncertain) {
      await this.#reconcile();
    }
    if (this.#unsettled.length === 0) {
      const arrivals = this.#arrivals.splice(0, this.#parts.batch);
      this.#unsettled = await decideAll(arrivals, route => this.#parts.routes.serves(route));
    }
    await this.#flush();
  }

  /** Milliseconds until something that this worker serves is due; at most the poll interval. */
  async nextLookMs(): Promise<number> {
    if (this.#hungry) {
      // There is work, but no room for it: the next body that ends makes room, and rings.
      return this.#parts.pollMs;
    }
    const inMs = (await this.#knowNextDueAt()) - performance.now();
    // Never at once: what is due and could not be claimed is locked by somebody, and asking again would be a busy loop.
    return Math.min(Math.max(Math.ceil(inMs), LEAST_LOOK_MS), this.#parts.pollMs);
  }

  /**
   * The instant, on this process's clock, at which the earliest cursor is due: asked once and kept while this worker
   * neither claims nor commits nor is hinted at. What others park meanwhile they wake themselves, or the poll finds.
   */
  async #knowNextDueAt(): Promise<number> {
    if (this.#nextDueAt === undefined || this.#nextDueAt <= performance.now()) {
      const { database, routes } = this.#parts;
      const [row] = await database.query<NextDueRow>(nextDue(database.schema, routes.list));
      this.#nextDueAt = performance.now() + (row?.in_ms ?? Number.POSITIVE_INFINITY);
    }
    return this.#nextDueAt;
  }

  /** Gives back what is still held. */
  async releaseAll(): Promise<void> {
    const ids = [...this.#held.keys()];
    this.#held.clear();
    if (ids.length > 0) {
      await this.#parts.database.query(release(this.#parts.database.schema, this.#identity.workerId, ids));
    }
  }

  async #flush(): Promise<void> {
    const leaving = this.#unsettled.filter(one => one.outcome.verb !== "keep").length;
    const room = this.#room(leaving);
    const wants = this.#claiming && this.#hungry && room > 0 && !this.#identity.abort.signal.aborted;
    const outcomes = this.#unsettled.map(one => one.outcome);
    if (outcomes.length === 0 && !wants) {
      return;
    }
    // Until the reply is here, nobody knows.
    this.#uncertain = true;
    const { accepted, claimed } = await this.#parts.committer.flush({
      workerId: this.#identity.workerId,
      outcomes,
      claim: wants ? { routes: this.#parts.routes.list, limit: room } : null,
    });
    this.#uncertain = false;
    if (wants) {
      this.#hungry = claimed.length === room;
      if (this.#hungry) {
        this.#parts.appetite.served(performance.now());
      }
    }
    if (outcomes.length > 0 || claimed.length > 0) {
      this.#nextDueAt = undefined;
    }
    const settled = this.#unsettled;
    this.#unsettled = [];
    for (const one of settled) {
      this.#settle(one, accepted.has(one.cursor.id));
    }
    await this.#take(claimed);
  }

  /** How many cursors to claim now, when `leaving` of those that are held are about to go. */
  #room(leaving: number): number {
    const { batch, appetite, executor } = this.#parts;
    const wanted = appetite.room(executor.waiting, performance.now());
    return Math.min(wanted, batch, batch * 2 - this.#held.size + leaving);
  }

  #settle(one: Decided, accepted: boolean): void {
    this.#held.delete(one.cursor.id);
    if (accepted && one.outcome.verb === "keep") {
      const { node, attempt } = one.outcome;
      this.#hold({ ...one.cursor, seq: one.cursor.seq + 1, node, attempt, vars: one.vars });
    }
  }

  async #take(rows: readonly ClaimedRow[]): Promise<void> {
    const unreadable = new Map<number, { readonly ids: string[]; readonly error: string }>();
    for (const row of rows) {
      const version = await this.#parts.versions.find(row.version_id);
      if (version instanceof Error) {
        const group = unreadable.get(row.version_id) ?? { ids: [], error: version.message };
        group.ids.push(row.id);
        unreadable.set(row.version_id, group);
        continue;
      }
      this.#hold({
        id: row.id,
        runId: row.run_id,
        subjectId: row.subject_id,
        version,
        fence: row.fence,
        seq: row.seq,
        node: row.node,
        attempt: row.attempt,
        vars: readIntent(version, row.vars),
      });
    }
    for (const group of unreadable.values()) {
      await this.#putOff(group);
    }
  }

  /** A version that this worker cannot read holds up its own runs and no others. */
  async #putOff({ ids, error }: { readonly ids: readonly string[]; readonly error: string }): Promise<void> {
    const { database } = this.#parts;
    const cursors = { ids, delayMs: PUT_OFF_MS, error: cleanText(error) };
    await database.query(putOff(database.schema, this.#identity.workerId, cursors));
  }

  #hold(cursor: HeldCursor): void {
    this.#held.set(cursor.id, cursor);
    const { node } = getNode(cursor.version.program, cursor.node);
    if (node.kind === "step" && cursor.attempt !== UNDECIDED) {
      this.#parts.executor.add(cursor, this.#identity.abort.signal);
    } else {
      this.#arrivals.push({ cursor, stimulus: { kind: "due" } });
    }
  }

  async #reconcile(): Promise<void> {
    const { database } = this.#parts;
    const rows = await database.query<HoldingRow>(listHoldings(database.schema, this.#identity.workerId));
    const changes: HeldChanges = reconcile(rows, this.#held, this.#unsettled);
    if (changes.stray.length > 0) {
      await database.query(release(database.schema, this.#identity.workerId, changes.stray));
    }
    for (const id of changes.lost) {
      this.#held.delete(id);
    }
    this.#arrivals = this.#arrivals.filter(arrival => this.#held.has(arrival.cursor.id));
    this.#unsettled = changes.unsettled;
    for (const one of changes.committed) {
      this.#settle(one, true);
    }
    this.#uncertain = false;
  }
}

const PUT_OFF_MS = 30_000;

/** An intent as it was decided: of the subject's fields it has those that were read. */
function readIntent(version: LiveVersion, vars: ClaimedRow["vars"]): Row {
  const { fields } = version.program.flow.subject;
  return readRow(Object.fromEntries(Object.entries(fields).filter(([name]) => Object.hasOwn(vars, name))), vars);
}
