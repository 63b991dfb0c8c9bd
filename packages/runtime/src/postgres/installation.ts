import { SchemaVersionError } from "../errors.js";
import type { Database } from "./database.js";

/** This database's own random name, made by the first migration. */
export async function findInstallation(database: Database): Promise<string> {
  const known = await database.query<{ present: boolean }>({
    text: "select to_regclass($1) is not null as present",
    values: [`${database.schema.quoted}.settings`],
  });
  if (known[0]?.present !== true) {
    throw new SchemaVersionError(
      `the database has no schema "${database.schema.plain}" of Flowline's`,
      "Deploy a flow first: `flow deploy` creates it.",
    );
  }
  const [row] = await database.query<{ value: string }>({
    text: `select value #>> '{}' as value from ${database.schema.quoted}.settings where key = 'installation'`,
    values: [],
  });
  if (row === undefined) {
    throw new SchemaVersionError("the setting `installation` is missing", "Restore the table settings from a backup.");
  }
  return row.value;
}
