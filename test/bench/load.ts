import type pg from "pg";

/** What a server has written and committed so far. */
export interface Load {
  readonly walBytes: number;
  readonly transactions: number;
}

export async function readLoad(db: pg.Client): Promise<Load> {
  await db.query("select pg_stat_force_next_flush()");
  const { rows } = await db.query<{ wal: string; tx: string }>(
    `select pg_current_wal_insert_lsn() - '0/0'::pg_lsn as wal,
       (select xact_commit + xact_rollback from pg_stat_database where datname = current_database()) as tx`,
  );
  return { walBytes: Number(rows[0]?.wal ?? 0), transactions: Number(rows[0]?.tx ?? 0) };
}
