import type { SchemaName } from "../schema-name.js";
import type { Statement } from "../statement.js";

/** A cursor as its new holder gets it. */
export interface ClaimedRow {
  readonly id: string;
  readonly run_id: string;
  readonly version_id: number;
  readonly node: number;
  readonly fence: string;
  readonly seq: number;
  readonly attempt: number;
  readonly subject_id: string;
  readonly vars: Readonly<Record<string, boolean | number | string | null>>;
}

/**
 * Takes the heads of the claim index, one bounded index scan per route, in order of due time.
 *
 * Safe: SKIP LOCKED inside a MATERIALIZED CTE lets two claimers pass each other without waiting, and a row that was
 * claimed in between no longer has `worker is null`. A worker whose lease has run out gets nothing. The outer limit may
 * leave rows locked but unclaimed until the statement commits, which costs another claimer one look, nothing else.
 */
export function claim(schema: SchemaName, worker: number, routes: readonly number[], limit: number): Statement {
  return {
    name: "flowline.claim",
    text: `
      with head as materialized (
        select found.id
        from unnest($2::integer[]) as served(route)
        cross join lateral (
          select c.id, c.due_at
          from ${schema.quoted}.cursors c
          where c.shard = 0 and c.route = served.route and c.priority = 2 and c.worker is null
            and c.due_at <= (select ${schema.quoted}.now())
          order by c.due_at
          limit $3
          for update skip locked
        ) found
        where exists (
          select from ${schema.quoted}.workers w where w.worker_id = $1 and w.lease_expires_at > clock_timestamp())
        order by found.due_at
        limit $3
      ), claimed as (
        update ${schema.quoted}.cursors c
        set worker = $1, fence = c.fence + 1
        from head
        where c.shard = 0 and c.id = head.id
        returning c.id, c.run_id, c.version_id, c.node, c.fence, c.seq, c.attempt, c.vars
      )
      select c.id, c.run_id, c.version_id, c.node, c.fence, c.seq, c.attempt, c.vars, r.subject_id
      from claimed c
      join ${schema.quoted}.runs r on r.shard = 0 and r.run_id = c.run_id`,
    values: [worker, routes, limit],
  };
}
