import type { SchemaName } from "../schema-name.js";
import type { Statement } from "../statement.js";

/** Drops registrations that ran out a day ago. Safe at any time: a missing registration counts as a dead one. */
export function forgetDeadWorkers(schema: SchemaName): Statement {
  return {
    text: `delete from ${schema.quoted}.workers where lease_expires_at < clock_timestamp() - interval '1 day'`,
    values: [],
  };
}
