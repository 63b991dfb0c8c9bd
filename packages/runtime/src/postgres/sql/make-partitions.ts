import type { SchemaName } from "../schema-name.js";
import { SLOW_REPLY_MS, type Statement } from "../statement.js";

/** Makes the weekly partitions of history and finished runs for the next `weeks` weeks. Does nothing where they exist. */
export function makePartitions(schema: SchemaName, weeks: number): Statement {
  return { text: `select ${schema.quoted}.make_partitions($1) as made`, values: [weeks], withinMs: SLOW_REPLY_MS };
}
