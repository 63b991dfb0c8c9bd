import type { SchemaName } from "../schema-name.js";
import { SLOW_REPLY_MS, type Statement } from "../statement.js";

/** Folds tallies into one row per node and kind. Safe: whoever deletes a row adds its count, in the same statement. */
export function foldTallies(schema: SchemaName): Statement {
  const s = schema.quoted;
  return {
    text: `
      with old as materialized (
        select ctid from ${s}.tallies for update skip locked
      ), gone as (
        delete from ${s}.tallies t using old where t.ctid = old.ctid returning t.version_id, t.node, t.kind, t.count
      )
      insert into ${s}.tallies(version_id, node, kind, count)
      select version_id, node, kind, sum(count) from gone group by version_id, node, kind`,
    values: [],
    withinMs: SLOW_REPLY_MS,
  };
}
