import type { Statement } from "../statement.js";

export interface SourceColumnRow {
  readonly name: string;
  readonly type: string;
}

/** The columns of a table or view that the application owns. `table` is quoted; an unknown one gives no rows. */
export function listSourceColumns(table: string): Statement {
  return {
    text: `select a.attname::text as name, format_type(a.atttypid, a.atttypmod) as type
      from pg_catalog.pg_attribute a
      where a.attrelid = to_regclass($1) and a.attnum > 0 and not a.attisdropped
      order by a.attnum`,
    values: [table],
  };
}
