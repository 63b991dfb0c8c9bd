import { decodeFlow } from "@flowline/ir";
import type { FlowDetail, FlowOverview, NodeCounts, RunState } from "../client/types.js";
import type { Database } from "./database.js";
import { HISTORY_KIND } from "./history-kind.js";

interface OverviewRow {
  readonly flow: string;
  readonly flow_id: number;
  readonly hash: string;
  readonly ir: unknown;
  readonly deployed_at: Date;
  readonly versions: number;
  readonly running: number;
  readonly waiting: number;
  readonly completed: number;
  readonly failed: number;
  readonly canceled: number;
}

/** Every deployed flow, by name, with how many runs are in which state. */
export async function listFlows(database: Database): Promise<readonly FlowOverview[]> {
  return (await readOverviews(database, null)).map(toOverview);
}

export async function findFlow(database: Database, flow: string): Promise<FlowDetail | undefined> {
  const [row] = await readOverviews(database, flow);
  if (row === undefined) {
    return undefined;
  }
  const { entry, nodes, meta } = decodeFlow(row.ir);
  return { ...toOverview(row), entry, nodes, meta, live: await countNodes(database, row.flow_id) };
}

async function readOverviews(database: Database, flow: string | null): Promise<readonly OverviewRow[]> {
  const s = database.schema.quoted;
  return database.query<OverviewRow>({
    text: `
      select f.flow, f.flow_id, v.hash, v.ir, v.deployed_at,
        (select count(*)::integer from ${s}.flow_versions o where o.flow_id = f.flow_id) as versions,
        live.running, live.waiting, done.completed, done.failed, done.canceled
      from ${s}.flows f
      join ${s}.flow_versions v using (version_id)
      cross join lateral (
        select count(*) filter (where c.worker is not null or c.due_at <= clock.at)::integer as running,
          count(*) filter (where c.worker is null and c.due_at > clock.at)::integer as waiting
        from ${s}.cursors c, (select ${s}.now() as at) clock
        where c.version_id in (select o.version_id from ${s}.flow_versions o where o.flow_id = f.flow_id)
      ) live
      cross join lateral (
        select count(*) filter (where r.state = 'completed')::integer as completed,
          count(*) filter (where r.state = 'failed')::integer as failed,
          count(*) filter (where r.state = 'canceled')::integer as canceled
        from ${s}.finished_runs r
        where r.version_id in (select o.version_id from ${s}.flow_versions o where o.flow_id = f.flow_id)
      ) done
      where $1::text is null or f.flow = $1
      order by f.flow`,
    values: [flow],
  });
}

function toOverview(row: OverviewRow): FlowOverview {
  const { running, waiting, completed, failed, canceled } = row;
  const counts: Readonly<Record<RunState, number>> = { running, waiting, completed, failed, canceled };
  return {
    flow: row.flow,
    hash: row.hash,
    deployedAt: row.deployed_at.toISOString(),
    versions: row.versions,
    counts,
  };
}

async function countNodes(database: Database, flowId: number): Promise<Readonly<Record<string, NodeCounts>>> {
  const s = database.schema.quoted;
  const rows = await database.query<{ node_id: string } & NodeCounts>({
    text: `
      with version as (
        select version_id from ${s}.flow_versions where flow_id = $1
      ), here as (
        select version_id, node, count(*) as here, count(*) filter (where error is not null) as failing
        from ${s}.cursors where version_id in (select version_id from version) group by version_id, node
      ), tally as (
        select version_id, node, sum(count) filter (where kind = $2) as completed,
          sum(count) filter (where kind = $3) as skipped
        from ${s}.tallies where version_id in (select version_id from version) group by version_id, node
      )
      select n.node_id, coalesce(sum(here.here), 0)::integer as here, coalesce(sum(here.failing), 0)::integer as failing,
        coalesce(sum(tally.completed), 0)::integer as completed, coalesce(sum(tally.skipped), 0)::integer as skipped
      from ${s}.flow_nodes n
      left join here using (version_id, node)
      left join tally using (version_id, node)
      where n.version_id in (select version_id from version)
      group by n.node_id`,
    values: [flowId, HISTORY_KIND.completed, HISTORY_KIND.skipped],
  });
  const seen = rows.filter(row => row.here + row.completed + row.skipped + row.failing > 0);
  return Object.fromEntries(
    seen.map(({ node_id, here, completed, skipped, failing }) => [node_id, { here, completed, skipped, failing }]),
  );
}
