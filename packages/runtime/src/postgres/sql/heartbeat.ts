import type { SchemaName } from "../schema-name.js";
import type { Statement } from "../statement.js";

/**
 * Renews a lease that still runs. Safe: an expired lease is never renewed, because a rescuer may be reading it; the
 * worker that gets no row back has lost everything it held and takes a new identity.
 */
export function heartbeat(schema: SchemaName, worker: number, leaseMs: number): Statement {
  return {
    text: `update ${schema.quoted}.workers
      set heartbeat_at = clock_timestamp(), lease_expires_at = clock_timestamp() + $2::float8 * interval '1 millisecond'
      where worker_id = $1 and lease_expires_at > clock_timestamp()
      returning worker_id`,
    values: [worker, leaseMs],
    // A beat that is not answered soon is worth another connection, while there is time left.
    withinMs: leaseMs / 3,
  };
}
