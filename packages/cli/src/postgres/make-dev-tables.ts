import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { quoteTable } from "@flowline/ir";
import pg from "pg";
import { CommandError } from "../output/command-error.js";
import { exitCodes } from "../output/exit-codes.js";
import { isErrno } from "./is-alive.js";

/** The file that stands in for an application's own migrations, in a project that has none. */
export const devSqlFile = "dev.sql";

/** Which database, for which tables. */
export interface DevTablesOptions {
  readonly url: string;
  readonly projectDir: string;
  /** The tables of the project's subjects. */
  readonly tables: readonly string[];
}

/**
 * Runs the project's dev.sql where a subject's table is missing, in one transaction. Only ever called on the server that
 * we run ourselves. Returns whether it ran.
 */
export async function makeDevTables({ url, projectDir, tables }: DevTablesOptions): Promise<boolean> {
  const sql = await readDevSql(projectDir);
  if (sql === undefined) return false;
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const names = tables.map(table => quoteTable(table));
    const missing = await client.query(
      "select 1 from unnest($1::text[]) as t(name) where to_regclass(t.name) is null",
      [names],
    );
    if (missing.rowCount === 0) return false;
    // Several statements in one simple query are one transaction: all of the file or nothing.
    await client.query(sql);
    return true;
  } catch (error) {
    throw devSqlFailed(error);
  } finally {
    await client.end();
  }
}

async function readDevSql(projectDir: string): Promise<string | undefined> {
  try {
    return await readFile(join(projectDir, devSqlFile), "utf8");
  } catch (error) {
    if (isErrno(error, "ENOENT")) return undefined;
    throw error;
  }
}

function devSqlFailed(error: unknown): CommandError {
  return new CommandError({
    code: "DEV_SQL",
    message: `${devSqlFile} failed, and none of it was kept: ${error instanceof Error ? error.message : String(error)}.`,
    fix: `Put ${devSqlFile} right and save it.`,
    exitCode: exitCodes.failed,
    cause: error,
  });
}
