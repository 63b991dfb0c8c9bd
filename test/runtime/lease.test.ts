import { afterEach, beforeEach, expect, test } from "vitest";
import { Database } from "../../packages/runtime/src/postgres/database.js";
import { type ClaimedRow, claim } from "../../packages/runtime/src/postgres/sql/claim.js";
import { type CommittedRow, commit, type Outcome } from "../../packages/runtime/src/postgres/sql/commit.js";
import { registerWorker } from "../../packages/runtime/src/postgres/sql/register-worker.js";
import { release } from "../../packages/runtime/src/postgres/sql/release.js";
import { rescue } from "../../packages/runtime/src/postgres/sql/rescue.js";
import { seedFlow } from "./seed-flow.js";
import { createWorld, DAY_MS, until, type World } from "./world.js";

let world: World;
let database: Database;
beforeEach(async () => {
  world = await createWorld();
  database = new Database({ connectionString: world.url });
});
afterEach(async () => {
  await database.close();
  await world.close();
});

async function register(): Promise<number> {
  const [row] = await database.query<{ worker_id: number }>(registerWorker(database.schema, 60_000));
  return row?.worker_id ?? 0;
}

async function claimOne(worker: number): Promise<ClaimedRow | undefined> {
  const routes = await world.sql.query("select array_agg(route) as routes from flowline.routes");
  const [row] = await database.query<ClaimedRow>(claim(database.schema, worker, routes.rows[0].routes, 1));
  return row;
}

/** What a worker says when the send of `hi` has come to an end: park at the wait, with a line of history. */
function hiCompleted(row: ClaimedRow | undefined): Outcome {
  const { id, run_id, version_id, fence, seq } = row as ClaimedRow;
  const notes = [{ kind: 2, node: 1, attempt: 1, data: JSON.stringify({ by: fence }) }];
  return {
    id,
    runId: run_id,
    versionId: version_id,
    fence,
    seq,
    verb: "park",
    node: 2,
    route: 1,
    attempt: 1,
    delayMs: DAY_MS,
    vars: "{}",
    error: null,
    state: null,
    reason: null,
    notes,
  };
}

async function commitOne(outcome: Outcome): Promise<number> {
  return (await database.query<CommittedRow>(commit(database.schema, [outcome]))).length;
}

async function countHistory(kind: number): Promise<number> {
  const { rows } = await world.sql.query("select count(*)::int from flowline.history where kind = $1", [kind]);
  return rows[0].count;
}

async function oneEnrolled(): Promise<void> {
  await world.addUsers([{ id: 1 }]);
  await world.client.deploy(seedFlow(), { existing: "backfill" });
  await world.client.enroll("upgrade-drip");
}

const expireLease = (worker: number) =>
  world.sql.query("update flowline.workers set lease_expires_at = now() - interval '1 s' where worker_id = $1", [
    worker,
  ]);

test("a worker whose cursor was rescued cannot commit, and the one who has it now can, once", async () => {
  await oneEnrolled();
  const [stale, fresh] = [await register(), await register()];
  const held = await claimOne(stale);
  await expireLease(stale);
  await database.query(rescue(database.schema, 10));
  const taken = await claimOne(fresh);
  expect(taken?.id).toBe(held?.id);
  expect(await commitOne(hiCompleted(held))).toBe(0);
  expect(await countHistory(2)).toBe(0);
  expect(await commitOne(hiCompleted(taken))).toBe(1);
  expect(await commitOne(hiCompleted(taken))).toBe(0);
  expect(await countHistory(2)).toBe(1);
});

test("the fence alone refuses a worker that has lost a cursor and claimed it again", async () => {
  await oneEnrolled();
  const worker = await register();
  const before = await claimOne(worker);
  await database.query(release(database.schema, worker, [before?.id ?? ""]));
  const after = await claimOne(worker);
  expect(after?.id).toBe(before?.id);
  expect(after?.seq).toBe(before?.seq);
  expect(await commitOne(hiCompleted(before))).toBe(0);
  expect(await commitOne(hiCompleted(after))).toBe(1);
});

test("a worker whose lease is over claims nothing", async () => {
  await oneEnrolled();
  const worker = await register();
  await expireLease(worker);
  expect(await claimOne(worker)).toBeUndefined();
});

test("a cursor held by a worker that has no registration any more is rescued", async () => {
  await oneEnrolled();
  const worker = await register();
  await claimOne(worker);
  await world.sql.query("delete from flowline.workers");
  expect(await database.query(rescue(database.schema, 10))).toHaveLength(1);
  expect(await claimOne(await register())).toBeDefined();
});

test("a rescue decides nothing again: the intent stands although the subject has changed meanwhile", async () => {
  await world.addUsers([{ id: 1 }]);
  await world.client.deploy(seedFlow(), { existing: "backfill" });
  const never = new Promise<never>(() => undefined);
  await world.startWorker({ leaseMs: 600_000 }, attempt =>
    attempt.action.message === "upgrade" ? never : Promise.resolve({ status: "completed", output: {} }),
  );
  await until("it sleeps", async () => (await world.client.listRuns()).runs[0]?.state === "waiting");
  await world.client.pushClock(7 * DAY_MS);
  await until("the send has begun", () => world.sent("upgrade").length === 1);
  await world.sql.query("update users set upgraded = true, name = 'Somebody else'");
  await world.sql.query("update flowline.workers set lease_expires_at = now() - interval '1 s'");
  await world.startWorker();
  await until("the run has ended", async () => (await world.client.listRuns()).runs[0]?.state === "completed");
  const upgrades = world.attempts.filter(one => one.action.message === "upgrade");
  expect(upgrades).toHaveLength(2);
  expect(new Set(upgrades.map(one => one.idempotencyKey)).size).toBe(1);
  expect(upgrades.map(one => one.subject.name)).toEqual(["User 1", "User 1"]);
  expect(upgrades.map(one => one.attempt)).toEqual([1, 1]);
  expect(await countHistory(5)).toBe(1);
  expect(await countHistory(7)).toBe(1);
});

test("two workers on one database share the work and nobody is sent anything twice", async () => {
  await world.addUsers(Array.from({ length: 400 }, (_, id) => ({ id, upgraded: id % 2 === 0 })));
  await world.client.deploy(seedFlow(), { existing: "backfill" });
  await Promise.all([world.startWorker({ batch: 20 }), world.startWorker({ batch: 20 })]);
  await until("all sleep", async () => (await world.client.listFlows())[0]?.counts.waiting === 400);
  await world.client.pushClock(7 * DAY_MS);
  await until("all ended", async () => (await world.client.listFlows())[0]?.counts.completed === 400);
  expect(new Set(world.sent("hi")).size).toBe(400);
  expect(world.sent("hi")).toHaveLength(400);
  expect(world.sent("upgrade")).toHaveLength(200);
  expect(new Set(world.sent("upgrade")).size).toBe(200);
});

test("a worker whose every session is cut again and again loses nothing and commits every node once", async () => {
  await world.addUsers(Array.from({ length: 300 }, (_, id) => ({ id })));
  await world.client.deploy(seedFlow(), { existing: "backfill" });
  let working = true;
  const cutter = (async () => {
    let cut = 0;
    while (working) {
      const { rowCount } = await world.sql.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'flowline-worker' and datname = current_database()",
      );
      cut += rowCount ?? 0;
      await new Promise(resolve => setTimeout(resolve, 300));
    }
    return cut;
  })();
  await world.startWorker({ batch: 10, concurrency: 5, leaseMs: 20_000 }, async () => {
    await new Promise(resolve => setTimeout(resolve, 20));
    return { status: "completed", output: {} };
  });
  await until("most have been sent to", () => new Set(world.sent("hi")).size > 250);
  working = false;
  expect(await cutter).toBeGreaterThan(3);
  await until("all sleep", async () => (await world.client.listFlows())[0]?.counts.waiting === 300);
  await world.client.pushClock(7 * DAY_MS);
  await until("all ended", async () => (await world.client.listFlows())[0]?.counts.completed === 300);
  const { rows } = await world.sql.query(
    "select run_id, node, count(*)::int from flowline.history where kind = 2 group by run_id, node having count(*) <> 1",
  );
  expect(rows).toEqual([]);
  expect(await countHistory(2)).toBe(600);
});

test("a graceful stop gives everything back at once, without waiting for the lease", async () => {
  await world.addUsers(Array.from({ length: 30 }, (_, id) => ({ id })));
  await world.client.deploy(seedFlow(), { existing: "backfill" });
  const first = await world.startWorker({ concurrency: 1, leaseMs: 600_000 }, async () => {
    await new Promise(resolve => setTimeout(resolve, 20));
    return { status: "completed", output: {} };
  });
  await until("it has begun", () => world.attempts.length > 2);
  await first.stop();
  const { rows } = await world.sql.query("select count(*)::int from flowline.cursors where worker is not null");
  expect(rows[0].count).toBe(0);
  await world.startWorker();
  await until("all sleep", async () => (await world.client.listFlows())[0]?.counts.waiting === 30);
  expect(world.sent("hi")).toHaveLength(30);
});
