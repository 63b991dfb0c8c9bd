import type pg from "pg";
import { type Load, readLoad } from "./load.js";

/**
 * The least that a durable step can cost on Postgres with batches: one connection claims cursors, moves each on by one
 * node, appends one history row each and commits, until every cursor has made its steps. No engine, no predicates, no
 * fence beyond a worker's number; the engine's tables in shape. Every throughput of `npm run bench` is quoted as a ratio
 * to this, measured in the same run on the same server.
 */
export async function measureCeiling(
  db: pg.Client,
  options: { readonly runs: number; readonly steps: number; readonly batch: number },
): Promise<CeilingFigures> {
  await createTables(db);
  const insertS = await seconds(() =>
    db.query(
      `insert into flowline_ceiling.cursors(shard, run_id, node, due_at, vars)
       select 0, g, 0, now(), jsonb_build_object('subject', 'user-' || g, 'plan', 'free') from generate_series(1, $1) g`,
      [options.runs],
    ),
  );
  await db.query("analyze flowline_ceiling.cursors");
  const before = await readLoad(db);
  let counted = { steps: 0, transactions: 0 };
  const loopS = await seconds(async () => {
    counted = await moveAll(db, options);
  });
  const after = await readLoad(db);
  const commitP50Ms = await measureCommit(db);
  await assertNothingLost(db, counted.steps, options.runs * options.steps);
  await db.query("drop schema flowline_ceiling cascade");
  return {
    stepsPerS: counted.steps / loopS,
    insertPerS: options.runs / insertS,
    txPerStep: counted.transactions / counted.steps,
    walPerStep: (after.walBytes - before.walBytes) / counted.steps,
    commitP50Ms,
  };
}

export interface CeilingFigures {
  readonly stepsPerS: number;
  readonly insertPerS: number;
  readonly txPerStep: number;
  readonly walPerStep: Load["walBytes"];
  readonly commitP50Ms: number;
}

async function createTables(db: pg.Client): Promise<void> {
  await db.query(`
    drop schema if exists flowline_ceiling cascade;
    create schema flowline_ceiling;
    create table flowline_ceiling.cursors(
      shard smallint not null, id bigint generated always as identity, run_id bigint not null, node int not null,
      route int not null default 1, priority smallint not null default 2, due_at timestamptz not null,
      worker int, fence bigint not null default 0, attempt smallint not null default 0, vars jsonb not null,
      primary key (shard, id)) with (fillfactor = 70);
    create index on flowline_ceiling.cursors(shard, route, priority, due_at) where worker is null;
    create table flowline_ceiling.history(
      shard smallint not null, run_id bigint not null, at timestamptz not null default now(), node int not null,
      kind smallint not null, attempt smallint not null, output jsonb) partition by range (at);
    create table flowline_ceiling.history_now partition of flowline_ceiling.history for values from (minvalue) to (maxvalue);
    create index on flowline_ceiling.history(run_id, at);`);
}

interface ClaimRow {
  readonly id: string;
  readonly node: number;
}

async function moveAll(
  db: pg.Client,
  options: { readonly steps: number; readonly batch: number },
): Promise<{ readonly steps: number; readonly transactions: number }> {
  const output = JSON.stringify({ ok: true });
  let steps = 0;
  let transactions = 0;
  for (;;) {
    const { rows } = await db.query<ClaimRow>({ name: "ceiling.claim", text: CLAIM, values: [options.batch] });
    transactions += 1;
    if (rows.length === 0) {
      return { steps, transactions };
    }
    await db.query({
      name: "ceiling.commit",
      text: COMMIT,
      values: [
        rows.map(row => row.id),
        rows.map(row => row.node + 1),
        rows.map(() => output),
        rows.map(row => row.node + 1 >= options.steps),
      ],
    });
    transactions += 1;
    steps += rows.length;
  }
}

const CLAIM = `
  with head as materialized (
    select id from flowline_ceiling.cursors
    where shard = 0 and route = 1 and priority = 2 and worker is null and due_at <= now()
    order by due_at limit $1 for update skip locked)
  update flowline_ceiling.cursors c set worker = 1, fence = fence + 1 from head where c.shard = 0 and c.id = head.id
  returning c.id, c.run_id, c.node, c.fence, c.vars`;

const COMMIT = `
  with result as (select * from unnest($1::bigint[], $2::int[], $3::jsonb[], $4::bool[]) as r(id, node, output, ended)),
  moved as (
    update flowline_ceiling.cursors c set node = r.node, worker = null, due_at = now() from result r
    where c.shard = 0 and c.id = r.id and c.worker = 1 and not r.ended returning c.run_id, r.node, r.output),
  finished as (
    delete from flowline_ceiling.cursors c using result r
    where c.shard = 0 and c.id = r.id and c.worker = 1 and r.ended returning c.run_id, r.node, r.output)
  insert into flowline_ceiling.history(shard, run_id, node, kind, attempt, output)
  select 0, run_id, node, 1, 1, output from (select * from moved union all select * from finished) x`;

async function measureCommit(db: pg.Client): Promise<number> {
  await db.query("create table flowline_ceiling.one(n int); insert into flowline_ceiling.one values (0)");
  const times: number[] = [];
  for (let i = 0; i < 200; i++) {
    times.push((await seconds(() => db.query("update flowline_ceiling.one set n = n + 1"))) * 1_000);
  }
  return times.sort((a, b) => a - b)[100] ?? 0;
}

async function assertNothingLost(db: pg.Client, done: number, expected: number): Promise<void> {
  const { rows } = await db.query<{ count: number }>("select count(*)::int from flowline_ceiling.history");
  if (done !== expected || rows[0]?.count !== done) {
    throw new Error(`the yardstick lost steps: ${done} of ${expected} done, ${rows[0]?.count} in history`);
  }
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return (performance.now() - startedAt) / 1_000;
}
