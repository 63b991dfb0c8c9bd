import { createClient, createWorker, type SendHandler } from "@flowline/runtime";
import type pg from "pg";
import { seedFlow } from "../runtime/seed-flow.js";
import { readLoad } from "./load.js";

const WEEK_MS = 604_800_000;

export interface LinearFlowFigures {
  readonly stepsPerS: number;
  readonly txPerStep: number;
  readonly walPerStep: number;
  readonly enrolledPerS: number;
}

/**
 * The seed flow for `runs` people: a send, seven days of sleep, a guarded send, with a provider that does nothing and the
 * whole history. The time counts from the worker's start with everybody enrolled until all sleep, and from the push of the
 * clock until all have ended. A step is the committed outcome of a send, skipped ones included.
 */
export async function measureLinearFlow(db: pg.Client, url: string, runs: number): Promise<LinearFlowFigures> {
  await createPeople(db, runs);
  const client = createClient({ database: url });
  await client.migrate();
  await client.enableDevelopment();
  await client.deploy(seedFlow(), { existing: "backfill" });
  const enrolledAt = performance.now();
  await client.enroll("upgrade-drip");
  const enrolS = (performance.now() - enrolledAt) / 1_000;
  await db.query("analyze flowline.cursors, flowline.runs, users");
  const before = await readLoad(db);
  const worker = createWorker({ database: url, flows: ["upgrade-drip"], handlers: { send: noop }, leaseMs: 30_000 });
  const first = await timeUntil(db, runs, () => worker.start());
  const second = await timeUntil(db, runs * 2, () => client.pushClock(WEEK_MS));
  const after = await readLoad(db);
  await worker.stop();
  await assertEnded(db, runs);
  await client.close();
  const steps = runs * 2;
  return {
    stepsPerS: steps / (first + second),
    txPerStep: (after.transactions - before.transactions) / steps,
    walPerStep: (after.walBytes - before.walBytes) / steps,
    enrolledPerS: runs / enrolS,
  };
}

const noop: SendHandler = {
  check: () => ({ served: true }),
  send: async () => ({ status: "completed", output: { provider: "none" } }),
};

async function createPeople(db: pg.Client, runs: number): Promise<void> {
  await db.query(`drop schema if exists flowline cascade; drop table if exists users;
    create table users (id bigint primary key, name text not null, email text not null, created_at timestamptz not null,
      upgraded boolean not null)`);
  await db.query(
    `insert into users select g, 'User ' || g, 'user-' || g || '@example.com', now(), g % 4 = 0
     from generate_series(1, $1) g`,
    [runs],
  );
}

/** Seconds from the beginning of `begin` until `steps` outcomes are committed. */
async function timeUntil(db: pg.Client, steps: number, begin: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await begin();
  for (;;) {
    const { rows } = await db.query<{ done: number }>(
      "select coalesce(sum(count), 0)::int as done from flowline.tallies where kind in (2, 3)",
    );
    if ((rows[0]?.done ?? 0) >= steps) {
      return (performance.now() - startedAt) / 1_000;
    }
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}

async function assertEnded(db: pg.Client, runs: number): Promise<void> {
  const { rows } = await db.query<{ ended: number; live: number }>(
    `select (select count(*)::int from flowline.finished_runs where state = 'completed') as ended,
      (select count(*)::int from flowline.cursors) as live`,
  );
  if (rows[0]?.ended !== runs || rows[0].live !== 0) {
    throw new Error(`S0 lost runs: ${rows[0]?.ended} of ${runs} completed, ${rows[0]?.live} cursors left`);
  }
}
