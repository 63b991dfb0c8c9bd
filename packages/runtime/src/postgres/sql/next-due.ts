import type { SchemaName } from "../schema-name.js";
import type { Statement } from "../statement.js";

export interface NextDueRow {
  readonly in_ms: number | null;
}

/** How many milliseconds until the earliest unclaimed cursor of these routes is due. One index probe per route. */
export function nextDue(schema: SchemaName, routes: readonly number[]): Statement {
  const s = schema.quoted;
  return {
    name: "flowline.next-due",
    text: `
      select extract(epoch from min(head.due_at) - (select ${s}.now()))::float8 * 1000 as in_ms
      from unnest($1::integer[]) as served(route)
      cross join lateral (
        select c.due_at from ${s}.cursors c
        where c.shard = 0 and c.route = served.route and c.priority = 2 and c.worker is null
        order by c.due_at limit 1
      ) head`,
    values: [routes],
  };
}
