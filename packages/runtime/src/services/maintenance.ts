import type { Database } from "../postgres/database.js";
import { foldTallies } from "../postgres/sql/fold-tallies.js";
import { forgetDeadWorkers } from "../postgres/sql/forget-dead-workers.js";
import { makePartitions } from "../postgres/sql/make-partitions.js";
import type { WorkerEvent } from "../worker/worker-options.js";
import { Duty } from "./duty.js";

const WEEKS_AHEAD = 8;

/** Keeps the partitions of the coming weeks ready, the tallies short and the list of workers to the living. */
export function createMaintenance(options: {
  readonly database: Database;
  readonly everyMs: number;
  readonly log: (event: WorkerEvent) => void;
}): Duty {
  const { database, everyMs, log } = options;
  let partitionsAt = Number.NEGATIVE_INFINITY;
  return new Duty({
    name: "maintenance",
    everyMs,
    log,
    round: async () => {
      await database.query(foldTallies(database.schema));
      await database.query(forgetDeadWorkers(database.schema));
      if (performance.now() - partitionsAt > 86_400_000) {
        await database.query(makePartitions(database.schema, WEEKS_AHEAD));
        partitionsAt = performance.now();
      }
    },
  });
}
