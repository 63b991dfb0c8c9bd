import type { ClockReading } from "../client/types.js";
import { ClockError } from "../errors.js";
import type { Database } from "./database.js";
import { wakeWorkers } from "./wake.js";

interface ClockRow {
  readonly flow_time: string;
  readonly real_time: string;
  readonly offset_ms: string;
  readonly development: boolean;
}

const READ = (s: string): string => `
  select to_char(${s}.now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as flow_time,
    to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as real_time,
    case when d.value = 'true'::jsonb then c.offset_ms else 0 end as offset_ms, d.value = 'true'::jsonb as development
  from ${s}.clock c, ${s}.settings d where d.key = 'development'`;

export async function readClock(database: Database): Promise<ClockReading> {
  const [row] = await database.query<ClockRow>({ text: READ(database.schema.quoted), values: [] });
  if (row === undefined) {
    throw new Error("invariant: the clock has no row");
  }
  return {
    flowTime: row.flow_time,
    realTime: row.real_time,
    offsetMs: Number(row.offset_ms),
    development: row.development,
  };
}

/** A hundred years: far inside of what instants can say. */
const FURTHEST_MS = 100 * 365 * 86_400_000;

/** Moves flow time forward, and wakes the workers: what was due in between is due now. */
export async function pushClock(database: Database, byMs: number): Promise<ClockReading> {
  if (!Number.isSafeInteger(byMs) || byMs <= 0) {
    throw new ClockError(
      `the clock cannot be pushed by ${byMs} milliseconds`,
      "Give a positive, whole number: no clock goes back.",
    );
  }
  if ((await readClock(database)).offsetMs + byMs > FURTHEST_MS) {
    throw new ClockError(
      "the clock cannot be pushed further than 100 years ahead",
      "Begin afresh with an empty database; `flow dev` makes one when you delete .flow/.",
    );
  }
  const s = database.schema.quoted;
  const rows = await database.query({
    text: `update ${s}.clock set offset_ms = offset_ms + $1::bigint
      where exists (select from ${s}.settings where key = 'development' and value = 'true'::jsonb) returning 1`,
    values: [byMs],
  });
  if (rows.length === 0) {
    throw new ClockError(
      "this is not a development database, and the clock of a production database is never pushed",
      "Use `flow dev`, which makes its own database, or a database that was made for development.",
    );
  }
  await wakeWorkers(database, "work");
  return readClock(database);
}

/** Makes the clock one that may be pushed. Only before anything was deployed: people may be waiting for the real one. */
export async function enableDevelopment(database: Database): Promise<void> {
  const { development } = await readClock(database);
  if (development) {
    return;
  }
  const s = database.schema.quoted;
  const [used] = await database.query<{ used: boolean }>({
    text: `select exists (select from ${s}.flow_versions) as used`,
    values: [],
  });
  if (used?.used === true) {
    throw new ClockError(
      "flows are deployed in this database already, as in production",
      "Use an empty database for development, or drop Flowline's schema from this one if nobody's runs matter.",
    );
  }
  await database.query({ text: `select ${s}.enable_development()`, values: [] });
}
