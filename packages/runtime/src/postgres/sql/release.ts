import type { SchemaName } from "../schema-name.js";
import type { Statement } from "../statement.js";

/**
 * Gives held cursors back untouched, to be claimed again at once: at a graceful stop, and for claims whose reply was lost.
 * Safe: fenced like a commit, and the fence rises, so that nothing still under way for them can commit.
 */
export function release(schema: SchemaName, worker: number, ids: readonly string[]): Statement {
  return {
    text: `update ${schema.quoted}.cursors c
      set worker = null, fence = c.fence + 1, route = n.route
      from unnest($2::bigint[]) as held(id), ${schema.quoted}.flow_nodes n
      where c.shard = 0 and c.id = held.id and c.worker = $1 and n.version_id = c.version_id and n.node = c.node
      returning c.id`,
    values: [worker, ids],
  };
}
