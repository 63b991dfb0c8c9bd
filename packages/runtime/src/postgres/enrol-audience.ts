import type { LiveVersion } from "../worker/versions.js";
import type { Database } from "./database.js";
import { type EnrolledRow, enrolChunk } from "./sql/enrol-chunk.js";

export interface AudienceSweep {
  readonly scanned: number;
  readonly enrolled: number;
}

/** How many subjects one statement looks at: large enough to cost little, small enough to hold no lock for long. */
const CHUNK = 5_000;

/** Evaluates one version's whole audience, chunk after chunk, each a transaction of its own. */
export async function enrolAudience(
  database: Database,
  version: LiveVersion,
  options: {
    readonly mode: "enrol" | "leave out";
    readonly onProgress?: (sweep: AudienceSweep) => void;
    readonly signal?: AbortSignal;
  },
): Promise<AudienceSweep> {
  const { program } = version;
  const entry = program.nodes[program.entry];
  const route = version.routes[program.entry];
  if (entry?.node.kind !== "step" || route === undefined) {
    throw new Error(`invariant: the audience of ${program.flow.flow} leads to a ${entry?.node.kind} node`);
  }
  const { keyType } = await version.subjects();
  let sweep: AudienceSweep = { scanned: 0, enrolled: 0 };
  let after: string | null = null;
  for (;;) {
    const statement = enrolChunk(database.schema, {
      flow: program.flow,
      flowId: version.flowId,
      versionId: version.versionId,
      keyType,
      after,
      limit: CHUNK,
      entry: { node: program.entry, route, reads: entry.node.action.reads },
      mode: options.mode,
    });
    const [row]: readonly EnrolledRow[] = await database.query<EnrolledRow>(statement);
    if (row === undefined || row.scanned === 0) {
      return sweep;
    }
    sweep = { scanned: sweep.scanned + row.scanned, enrolled: sweep.enrolled + row.enrolled };
    options.onProgress?.(sweep);
    after = row.last;
    if (row.scanned < CHUNK || row.last === null || options.signal?.aborted === true) {
      return sweep;
    }
  }
}
