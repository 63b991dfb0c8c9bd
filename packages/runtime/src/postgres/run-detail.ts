import { decodeFlow, type NodeId } from "@flowline/ir";
import type { HistoryEntry, RunDetail } from "../client/types.js";
import type { Database } from "./database.js";
import { decodeHistoryData } from "./decode-history.js";
import { readRuns, toSummary } from "./run-list.js";

interface HistoryRow {
  readonly kind: number;
  readonly node_id: NodeId | null;
  readonly attempt: number;
  readonly flow_at: Date;
  readonly data: unknown;
}

/** One run with its whole history. An id that is no number names no run. */
export async function findRun(database: Database, runId: string): Promise<RunDetail | undefined> {
  if (!/^\d{1,18}$/.test(runId)) {
    return undefined;
  }
  const [row] = await readRuns(database, {}, runId);
  if (row === undefined) {
    return undefined;
  }
  const s = database.schema.quoted;
  const rows = await database.query<HistoryRow>({
    text: `select h.kind, n.node_id, h.attempt, h.flow_at, h.data
      from ${s}.history h left join ${s}.flow_nodes n on n.version_id = h.version_id and n.node = h.node
      where h.run_id = $1 order by h.at, h.ordinal`,
    values: [runId],
  });
  const [version] = await database.query<{ ir: unknown }>({
    text: `select ir from ${s}.flow_versions where version_id = $1`,
    values: [row.version_id],
  });
  const summary = toSummary(row);
  const history = rows.map(toEntry);
  return { ...summary, meta: decodeFlow(version?.ir).meta, history: [...history, ...lastEntry(summary)] };
}

/** How a run ended stands in `finished_runs` alone; a story has it as its last line. */
function lastEntry(run: ReturnType<typeof toSummary>): readonly HistoryEntry[] {
  if (run.endedAt === null) {
    return [];
  }
  const data = { state: run.state, reason: run.reason ?? run.state };
  return [{ kind: "ended", at: run.endedAt, node: null, attempt: 1, data }];
}

function toEntry(row: HistoryRow): HistoryEntry {
  const base = { at: row.flow_at.toISOString(), node: row.node_id, attempt: row.attempt };
  return decodeHistoryData(row.kind, base, row.data);
}
