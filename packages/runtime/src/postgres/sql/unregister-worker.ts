import type { SchemaName } from "../schema-name.js";
import type { Statement } from "../statement.js";

/** Ends an identity. What it should still hold is an orphan from this commit on, and will be rescued. */
export function unregisterWorker(schema: SchemaName, worker: number): Statement {
  return { text: `delete from ${schema.quoted}.workers where worker_id = $1`, values: [worker] };
}
