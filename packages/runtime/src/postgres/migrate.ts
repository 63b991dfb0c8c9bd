import { readdir, readFile } from "node:fs/promises";
import type { MigrationReport } from "../client/types.js";
import { SchemaVersionError } from "../errors.js";
import type { Database, Queryable } from "./database.js";
import type { SchemaName } from "./schema-name.js";

const FOLDER = new URL("../../migrations/", import.meta.url);

/**
 * Brings Flowline's schema to this package's version, forward only, in one transaction. Migrators of one schema queue
 * behind a transaction-scoped lock; whoever comes second finds nothing to do.
 */
export async function migrate(database: Database): Promise<MigrationReport> {
  const files = await listMigrations();
  return database.transaction(async connection => {
    await connection.query({
      text: "select pg_advisory_xact_lock(hashtextextended($1, 0))",
      values: [`flowline.migrate.${database.schema.plain}`],
    });
    await createLedger(connection, database.schema);
    const done = await connection.query<{ version: number }>({
      text: `select version from ${database.schema.quoted}.migrations order by version`,
      values: [],
    });
    const current = done.at(-1)?.version ?? 0;
    if (current > files.length) {
      throw new SchemaVersionError(
        `the database has migration ${current}, this package knows ${files.length}`,
        "Update the flowline packages: a newer one has migrated this database.",
      );
    }
    const missing = files.slice(current);
    for (const file of missing) {
      await applyMigration(connection, database.schema, file);
    }
    return { applied: missing, version: files.length };
  });
}

async function createLedger(connection: Queryable, schema: SchemaName): Promise<void> {
  await connection.query({ text: `create schema if not exists ${schema.quoted}`, values: [] });
  await connection.query({
    text: `create table if not exists ${schema.quoted}.migrations (
      version integer primary key, name text not null, applied_at timestamptz not null default clock_timestamp())`,
    values: [],
  });
}

async function listMigrations(): Promise<readonly string[]> {
  return (await readdir(FOLDER)).filter(name => name.endsWith(".sql")).sort();
}

async function applyMigration(connection: Queryable, schema: SchemaName, file: string): Promise<void> {
  const text = await readFile(new URL(file, FOLDER), "utf8");
  await connection.query({ text: text.replaceAll("@schema@", schema.quoted), values: [] });
  await connection.query({
    text: `insert into ${schema.quoted}.migrations(version, name) values ($1, $2)`,
    values: [Number.parseInt(file, 10), file],
  });
}
