import type { SchemaName } from "../schema-name.js";
import type { Statement } from "../statement.js";

export interface RescuedRow {
  readonly id: string;
}

/**
 * Gives the cursors of dead workers back to everybody: a worker is dead when it has no row or its lease is over. A
 * cursor keeps its node, its intent and its attempt; the risen fence refuses whatever its last holder still commits.
 *
 * Safe: SKIP LOCKED passes rows that a commit of the last holder is just changing; the update's own conditions are looked
 * at again after the lock. Reads the small index of held cursors, never the whole table.
 */
export function rescue(schema: SchemaName, limit: number): Statement {
  const s = schema.quoted;
  return {
    text: `
      with orphan as materialized (
        select c.id, c.fence, c.worker
        from ${s}.cursors c
        where c.shard = 0 and c.worker is not null and not exists (
          select from ${s}.workers w where w.worker_id = c.worker and w.lease_expires_at > clock_timestamp())
        order by c.id
        limit $1
        for update of c skip locked
      ), freed as (
        update ${s}.cursors c
        set worker = null, fence = c.fence + 1, lost = c.lost + 1, route = n.route
        from orphan o, ${s}.flow_nodes n
        where c.shard = 0 and c.id = o.id and c.fence = o.fence and n.version_id = c.version_id and n.node = c.node
        returning c.id, c.run_id, c.version_id, c.node, c.attempt, o.worker
      ), told as (
        insert into ${s}.history(shard, run_id, flow_at, version_id, node, kind, attempt, ordinal, data)
        select 0, f.run_id, (select ${s}.now()), f.version_id, f.node, 7, f.attempt, 0,
          jsonb_build_object('lostWorker', f.worker::text)
        from freed f
      )
      select id from freed`,
    values: [limit],
  };
}
