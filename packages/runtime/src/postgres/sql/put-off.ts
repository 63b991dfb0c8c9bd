import type { SchemaName } from "../schema-name.js";
import type { Statement } from "../statement.js";

/**
 * Puts claimed cursors off, where not even their version can be read: they become due again later and show the reason.
 * Safe: fenced by the worker that holds them, and the fence rises like at a release.
 */
export function putOff(
  schema: SchemaName,
  worker: number,
  cursors: { readonly ids: readonly string[]; readonly delayMs: number; readonly error: string },
): Statement {
  return {
    text: `update ${schema.quoted}.cursors c
      set worker = null, fence = c.fence + 1, error = $4,
        due_at = (select ${schema.quoted}.now()) + $3::float8 * interval '1 millisecond'
      from unnest($2::bigint[]) as held(id)
      where c.shard = 0 and c.id = held.id and c.worker = $1
      returning c.id`,
    values: [worker, cursors.ids, cursors.delayMs, cursors.error],
  };
}
