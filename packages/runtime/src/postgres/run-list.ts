import type { RunFilter, RunPage, RunState, RunSummary } from "../client/types.js";
import { RunFilterError } from "../errors.js";
import type { Database } from "./database.js";

export interface RunRow {
  readonly run_id: string;
  readonly flow: string;
  readonly hash: string;
  readonly version_id: number;
  readonly subject_name: string;
  readonly subject_id: string;
  readonly state: RunState;
  readonly reason: string | null;
  readonly started_at: Date;
  readonly ended_at: Date | null;
  readonly node_id: string | null;
  readonly due_at: Date | null;
  readonly attempt: number | null;
  readonly error: string | null;
}

/** A page of runs, the newest first, by keyset over the run's number. */
export async function listRuns(database: Database, filter: RunFilter): Promise<RunPage> {
  if (filter.after !== undefined && !/^\d{1,18}$/.test(filter.after)) {
    throw new RunFilterError(
      `"${filter.after}" is not the end of a page of runs`,
      "Pass the `next` of the page before, as it was given.",
    );
  }
  const limit = Math.min(Math.max(Math.trunc(filter.limit ?? 50), 1), 200);
  const rows = await readRuns(database, { ...filter, limit: limit + 1 }, null);
  const page = rows.slice(0, limit).map(toSummary);
  return { runs: page, next: rows.length > limit ? (page.at(-1)?.runId ?? null) : null };
}

/** Live and finished runs by one filter. `runId` asks for one run. */
export async function readRuns(
  database: Database,
  filter: RunFilter,
  runId: string | null,
): Promise<readonly RunRow[]> {
  const s = database.schema.quoted;
  const chosen = `
    ($1::text is null or f.flow = $1) and ($2::text is null or r.subject_id = $2)
    and ($3::bigint is null or r.run_id < $3) and ($4::bigint is null or r.run_id = $4)`;
  return database.query<RunRow>({
    text: `
      select run.*, v.hash, v.ir #>> '{subject,name}' as subject_name
      from (
        (
          select r.run_id, f.flow, r.version_id, r.subject_id, r.started_at, null::timestamptz as ended_at,
            case when c.worker is null and c.due_at > clock.at then 'waiting' else 'running' end as state,
            null as reason, n.node_id, c.due_at, c.attempt, c.error
          from ${s}.runs r
          join ${s}.flow_versions o using (version_id)
          join ${s}.flows f using (flow_id)
          join ${s}.cursors c on c.run_id = r.run_id
          join ${s}.flow_nodes n on n.version_id = c.version_id and n.node = c.node
          cross join (select ${s}.now() as at) as clock
          where ${chosen} and ($5::text is null or $5 = case
            when c.worker is null and c.due_at > clock.at then 'waiting' else 'running' end)
          order by r.run_id desc limit $6
        )
        union all
        (
          select r.run_id, f.flow, r.version_id, r.subject_id, r.started_at, r.ended_at, r.state, r.reason,
            null, null, null, null
          from ${s}.finished_runs r
          join ${s}.flow_versions o using (version_id)
          join ${s}.flows f using (flow_id)
          where ${chosen} and ($5::text is null or r.state = $5)
          order by r.run_id desc limit $6
        )
      ) as run
      join ${s}.flow_versions v using (version_id)
      order by run.run_id desc limit $6`,
    values: [
      filter.flow ?? null,
      filter.subjectId ?? null,
      filter.after ?? null,
      runId,
      filter.state ?? null,
      filter.limit ?? 1,
    ],
  });
}

export function toSummary(row: RunRow): RunSummary {
  const at =
    row.node_id === null
      ? null
      : {
          node: row.node_id,
          until: row.state === "waiting" ? (row.due_at?.toISOString() ?? null) : null,
          attempt: row.attempt ?? 1,
          error: row.error,
        };
  return {
    runId: row.run_id,
    flow: row.flow,
    hash: row.hash,
    subjectName: row.subject_name,
    subjectId: row.subject_id,
    state: row.state,
    reason: row.reason,
    startedAt: row.started_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
    at,
  };
}
