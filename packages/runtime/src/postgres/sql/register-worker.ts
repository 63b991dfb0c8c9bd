import type { SchemaName } from "../schema-name.js";
import type { Statement } from "../statement.js";

/** A new identity with a fresh lease. Identities are never reused, so this cannot collide. */
export function registerWorker(schema: SchemaName, leaseMs: number): Statement {
  return {
    text: `insert into ${schema.quoted}.workers(lease_expires_at)
      values (clock_timestamp() + $1::float8 * interval '1 millisecond')
      returning worker_id, identity`,
    values: [leaseMs],
  };
}
