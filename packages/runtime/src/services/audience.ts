import type { Database } from "../postgres/database.js";
import { enrolAudience } from "../postgres/enrol-audience.js";
import { type AudienceTurnRow, takeAudienceTurn } from "../postgres/sql/take-audience-turn.js";
import { wakeWorkers } from "../postgres/wake.js";
import type { Versions } from "../worker/versions.js";
import type { WorkerEvent } from "../worker/worker-options.js";
import { Duty } from "./duty.js";

/** Evaluates the standing audience of every deployed flow once per interval, whichever worker gets there first. */
export function createAudience(options: {
  readonly database: Database;
  readonly versions: Versions;
  readonly flows: readonly string[];
  readonly everyMs: number;
  readonly log: (event: WorkerEvent) => void;
}): Duty {
  const { database, versions, flows, everyMs, log } = options;
  return new Duty({
    name: "audience",
    everyMs,
    log,
    round: async signal => {
      while (!signal.aborted) {
        const statement = takeAudienceTurn(database.schema, flows, everyMs);
        const [turn] = await database.query<AudienceTurnRow>(statement);
        if (turn === undefined) {
          return;
        }
        const version = await versions.get(turn.version_id);
        const { enrolled, scanned } = await enrolAudience(database, version, { mode: "enrol", signal });
        if (enrolled > 0) {
          await wakeWorkers(database, "work");
          const { flow } = version.program.flow;
          const message = `enrolled ${enrolled} of ${scanned} subjects in ${flow}`;
          log({ level: "info", event: "audience.enrolled", message, facts: { flow, enrolled, scanned } });
        }
      }
    },
  });
}
