import { afterEach, beforeEach, expect, test } from "vitest";
import { Database } from "../../packages/runtime/src/postgres/database.js";
import { claim } from "../../packages/runtime/src/postgres/sql/claim.js";
import { registerWorker } from "../../packages/runtime/src/postgres/sql/register-worker.js";
import { seedFlow } from "./seed-flow.js";
import { createWorld, DAY_MS, until, type World } from "./world.js";

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(async () => {
  await world.close();
});

async function countEnded(): Promise<number> {
  return (await world.client.listFlows())[0]?.counts.completed ?? 0;
}

test("the seed flow sends hi, sleeps seven days of flow time and sends upgrade only to those who have not", async () => {
  await world.addUsers([
    { id: 1 },
    { id: 2, upgraded: true },
    { id: 3, createdAt: "2020-01-01T00:00:00Z" },
    { id: 10 },
  ]);
  const report = await world.client.deploy(seedFlow(), { existing: "backfill" });
  expect(report).toMatchObject({ outcome: "created", existing: 3 });
  await world.startWorker();
  await until("three got hi", () => world.sent("hi").length === 3);
  expect([...world.sent("hi")].sort()).toEqual(["1", "10", "2"]);
  await until("all sleep", async () => (await world.client.listFlows())[0]?.counts.waiting === 3);
  await world.sql.query("update users set upgraded = true where id = 10");
  await world.client.pushClock(7 * DAY_MS);
  await until("all ended", async () => (await countEnded()) === 3);
  expect(world.sent("upgrade")).toEqual(["1"]);
});

test("a sleeper cannot be claimed a moment before its time, and can when it has come", async () => {
  await world.addUsers([{ id: 1 }]);
  await world.client.deploy(seedFlow(), { existing: "backfill" });
  const worker = await world.startWorker();
  await until("it sleeps", async () => (await world.client.listFlows())[0]?.counts.waiting === 1);
  await worker.stop();
  const database = new Database({ connectionString: world.url });
  const routes = await database.query<{ route: number }>({ text: "select route from flowline.routes", values: [] });
  const [me] = await database.query<{ worker_id: number }>(registerWorker(database.schema, 60_000));
  const claimAll = () =>
    database.query(
      claim(
        database.schema,
        me?.worker_id ?? 0,
        routes.map(row => row.route),
        10,
      ),
    );
  await world.client.pushClock(7 * DAY_MS - 60_000);
  expect(await claimAll()).toEqual([]);
  await world.client.pushClock(60_000);
  expect(await claimAll()).toHaveLength(1);
  await database.close();
});

test("a run's story says what was read, decided and sent", async () => {
  await world.addUsers([{ id: 1 }, { id: 2, upgraded: true }]);
  await world.client.deploy(seedFlow(), { existing: "backfill" });
  await world.startWorker();
  await until("all sleep", async () => (await world.client.listFlows())[0]?.counts.waiting === 2);
  await world.client.pushClock(7 * DAY_MS);
  await until("all ended", async () => (await countEnded()) === 2);
  const { runs } = await world.client.listRuns();
  const stories = await Promise.all(runs.map(run => world.client.findRun(run.runId)));
  const bySubject = new Map(stories.map(story => [story?.subjectId, story?.history.map(entry => entry.kind)]));
  expect(bySubject.get("1")).toEqual(["enrolled", "completed", "waiting", "decided", "completed", "ended"]);
  expect(bySubject.get("2")).toEqual(["enrolled", "completed", "waiting", "decided", "skipped", "ended"]);
  const first = stories.find(story => story?.subjectId === "1")?.history;
  expect(first?.[0]).toMatchObject({ data: { reads: { signed_up_today: true } } });
  expect(first?.[3]).toMatchObject({ node: "upgrade.if", data: { reads: { upgraded: false }, verdict: true } });
});

test("a subject that was deleted while it slept ends its run with the reason subject gone", async () => {
  await world.addUsers([{ id: 1 }]);
  await world.client.deploy(seedFlow(), { existing: "backfill" });
  await world.startWorker();
  await until("it sleeps", async () => (await world.client.listFlows())[0]?.counts.waiting === 1);
  await world.sql.query("delete from users");
  await world.client.pushClock(7 * DAY_MS);
  await until("it ended", async () => (await world.client.listFlows())[0]?.counts.canceled === 1);
  expect((await world.client.listRuns()).runs[0]).toMatchObject({ state: "canceled", reason: "subject gone" });
  expect(world.sent("upgrade")).toEqual([]);
});

test("a failing send is tried again with the same idempotency key until it succeeds", async () => {
  await world.addUsers([{ id: 1 }]);
  await world.client.deploy(seedFlow(), { existing: "backfill" });
  let refusals = 2;
  await world.startWorker({}, async () => {
    refusals -= 1;
    if (refusals >= 0) {
      throw new Error("421 try later");
    }
    return { status: "completed", output: {} };
  });
  await until("it failed once", () => world.attempts.length === 1);
  await until(
    "its retry is on record",
    async () => (await world.client.listRuns()).runs[0]?.at?.error === "421 try later",
  );
  await world.client.pushClock(60_000);
  await until("it failed twice", () => world.attempts.length === 2);
  await until("it waits again", async () => (await world.client.listRuns()).runs[0]?.at?.attempt === 3);
  await world.client.pushClock(60_000);
  await until("it sleeps", async () => (await world.client.listRuns()).runs[0]?.at?.node === "hi.wait");
  expect(world.attempts.map(one => one.attempt)).toEqual([1, 2, 3]);
  expect(new Set(world.attempts.map(one => one.idempotencyKey)).size).toBe(1);
});

test("a send that can never succeed fails its run and nobody else's", async () => {
  await world.addUsers([{ id: 1 }, { id: 2 }]);
  await world.client.deploy(seedFlow(), { existing: "backfill" });
  await world.startWorker({}, async attempt =>
    attempt.subjectId === "1"
      ? { status: "failed", error: "550 no such\0user", retry: false }
      : { status: "completed", output: {} },
  );
  await until("one failed, one sleeps", async () => {
    const counts = (await world.client.listFlows())[0]?.counts;
    return counts?.failed === 1 && counts.waiting === 1;
  });
  const failed = await world.client.listRuns({ state: "failed" });
  expect(failed.runs).toMatchObject([{ subjectId: "1", reason: "hi failed: 550 no suchuser" }]);
});

test("an output that Postgres cannot store fails its own run and commits all others", async () => {
  await world.addUsers(Array.from({ length: 20 }, (_, id) => ({ id })));
  await world.client.deploy(seedFlow(), { existing: "backfill" });
  await world.startWorker({}, async attempt => ({
    status: "completed",
    output: { note: attempt.subjectId === "7" ? "\0" : "fine" },
  }));
  await until("one failed, the rest sleep", async () => {
    const counts = (await world.client.listFlows())[0]?.counts;
    return counts?.failed === 1 && counts.waiting === 19;
  });
  expect((await world.client.listRuns({ state: "failed" })).runs[0]).toMatchObject({ subjectId: "7" });
});
