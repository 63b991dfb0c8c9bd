import type { Database } from "./database.js";
import type { SchemaName } from "./schema-name.js";

/** The channel on which workers hear that looking is worth while. A hint: nothing depends on it. */
export function wakeChannel(schema: SchemaName): string {
  return `${schema.plain}_wake`;
}

/** Rings the workers, in a transaction of its own: a NOTIFY takes a lock at commit that all of them would share. */
export async function wakeWorkers(database: Database, what: "work" | "deploy"): Promise<void> {
  await database.query({ text: "select pg_notify($1, $2)", values: [wakeChannel(database.schema), what] });
}
