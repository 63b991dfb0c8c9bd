import type { Database } from "../postgres/database.js";
import { type RescuedRow, rescue } from "../postgres/sql/rescue.js";
import type { WorkerEvent } from "../worker/worker-options.js";
import { Duty } from "./duty.js";

const CHUNK = 1_000;

/** Takes cursors back from workers whose lease is over. Every worker does it: there is no leader to lose. */
export function createRescuer(options: {
  readonly database: Database;
  readonly everyMs: number;
  readonly onRescued: () => void;
  readonly log: (event: WorkerEvent) => void;
}): Duty {
  const { database, everyMs, onRescued, log } = options;
  return new Duty({
    name: "rescuer",
    everyMs,
    log,
    round: async signal => {
      for (let freed = CHUNK; freed === CHUNK && !signal.aborted; ) {
        freed = (await database.query<RescuedRow>(rescue(database.schema, CHUNK))).length;
        if (freed > 0) {
          const message = `took ${freed} cursors back from a worker whose lease is over`;
          log({ level: "warn", event: "cursors.rescued", message, facts: { cursors: freed } });
          onRescued();
        }
      }
    },
  });
}
