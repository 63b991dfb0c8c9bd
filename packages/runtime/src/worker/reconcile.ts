import type { HoldingRow } from "../postgres/sql/list-holdings.js";
import type { Decided } from "./decider.js";
import type { HeldCursor } from "./held-cursor.js";

/** What a worker learns when it compares what it holds with what the database says it holds. */
export interface HeldChanges {
  /** Outcomes that did commit and left the cursor with this worker. */
  readonly committed: readonly Decided[];
  /** Outcomes that did not commit and still may. */
  readonly unsettled: readonly Decided[];
  /** Cursors that are no longer this worker's: parked or ended by the flush in doubt, or rescued by another. */
  readonly lost: readonly string[];
  /** Cursors that the database gave to this worker in a reply that never came. */
  readonly stray: readonly string[];
}

/**
 * `seq` tells the three cases of an outcome apart: unchanged, it did not commit; one higher, it did, and the cursor was
 * kept; no row under this worker, it did and the cursor left, or somebody else has it. Either way it is not ours.
 */
export function reconcile(
  rows: readonly HoldingRow[],
  held: ReadonlyMap<string, HeldCursor>,
  unsettled: readonly Decided[],
): HeldChanges {
  const real = new Map(rows.map(row => [row.id, row]));
  const committed: Decided[] = [];
  const open: Decided[] = [];
  for (const one of unsettled) {
    const row = real.get(one.cursor.id);
    if (row?.fence === one.cursor.fence) {
      (row.seq === one.cursor.seq ? open : committed).push(one);
    }
  }
  const lost = [...held.values()]
    .filter(cursor => real.get(cursor.id)?.fence !== cursor.fence)
    .map(cursor => cursor.id);
  const stray = rows.filter(row => held.get(row.id)?.fence !== row.fence).map(row => row.id);
  return { committed, unsettled: open, lost, stray };
}
