import type { WorkerOptions } from "@flowline/runtime";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Database } from "../../packages/runtime/src/postgres/database.js";
import { Lease } from "../../packages/runtime/src/worker/lease.js";
import { seedFlow } from "../runtime/seed-flow.js";
import { createWorld, DAY_MS, until, type World } from "../runtime/world.js";
import { type PostgresProxy, startPostgresProxy } from "./postgres-proxy.js";

let world: World;
let proxy: PostgresProxy;
beforeEach(async () => {
  world = await createWorld();
  proxy = await startPostgresProxy(world.url);
});
afterEach(async () => {
  proxy.fate = () => "pass";
  await world.close();
  await proxy.close();
});

const isCommit = (statement: string) => statement.toLowerCase() === "commit";
const isClaim = (statement: string) => statement === "flowline.claim";
const isHeartbeat = (statement: string) => statement.includes("set heartbeat_at");

async function enrolled(count: number): Promise<void> {
  await world.addUsers(Array.from({ length: count }, (_, id) => ({ id })));
  await world.client.deploy(seedFlow(), { existing: "backfill" });
}

async function countOutcomes(): Promise<Readonly<Record<string, number>>> {
  const { rows } = await world.sql.query(
    "select n.node_id as node, count(*)::int as all, count(distinct run_id)::int as runs from flowline.history h join flowline.flow_nodes n using (version_id, node) where kind = 2 group by 1",
  );
  return Object.fromEntries(
    rows.flatMap(row => [
      [row.node, row.all],
      [`${row.node} runs`, row.runs],
    ]),
  );
}

/** A worker behind the proxy takes 30 people through the whole flow. */
async function wholeFlow(options?: Partial<WorkerOptions>): Promise<void> {
  await enrolled(30);
  await world.startWorker({ database: proxy.url, batch: 7, concurrency: 5, ...options });
  await until("all sleep", async () => (await world.client.listFlows())[0]?.counts.waiting === 30);
  await world.client.pushClock(7 * DAY_MS);
  await until("all ended", async () => (await world.client.listFlows())[0]?.counts.completed === 30);
  expect(await countOutcomes()).toEqual({ hi: 30, "hi runs": 30, upgrade: 30, "upgrade runs": 30 });
}

test("the reply to every third COMMIT is lost and its connection reset: nobody is sent anything twice", async () => {
  let commits = 0;
  let swallowed = 0;
  proxy.fate = statement => {
    if (!isCommit(statement) || ++commits % 3 !== 0) {
      return "pass";
    }
    swallowed += 1;
    return "swallow";
  };
  await wholeFlow();
  expect(swallowed).toBeGreaterThan(3);
  expect(world.attempts).toHaveLength(60);
});

test("the reply to every second claim is lost: what was claimed is given back and sent once", async () => {
  let claims = 0;
  let swallowed = 0;
  proxy.fate = statement => {
    if (!isClaim(statement) || ++claims % 2 !== 0) {
      return "pass";
    }
    swallowed += 1;
    return "swallow";
  };
  await wholeFlow();
  expect(swallowed).toBeGreaterThan(3);
  expect(world.attempts).toHaveLength(60);
});

test("a connection that says nothing any more in the middle of a commit is given up, and the work goes on", async () => {
  let commits = 0;
  proxy.fate = statement => (isCommit(statement) && ++commits === 2 ? "blackhole" : "pass");
  await wholeFlow({ leaseMs: 1_200 });
});

test("a heartbeat on a connection that says nothing any more is given up, and the lease lives", async () => {
  let beats = 0;
  await enrolled(5);
  proxy.fate = statement => (isHeartbeat(statement) && ++beats === 1 ? "blackhole" : "pass");
  await world.startWorker({ database: proxy.url, leaseMs: 1_800 });
  await until("the heart beats on", () => beats > 3);
  expect(world.events.filter(one => one.event === "lease.lost")).toEqual([]);
});

test("a worker all of whose connections say nothing any more can be stopped", async () => {
  await enrolled(5);
  const worker = await world.startWorker({ database: proxy.url, leaseMs: 1_000 });
  await until("it works", () => world.attempts.length === 5);
  proxy.fate = () => "blackhole";
  await worker.stop({ graceMs: 100 });
});

test("an identity that has been declared dead is not brought back by a heartbeat whose reply comes late", async () => {
  await world.client.migrate();
  const database = new Database({ connectionString: proxy.url });
  const lease = new Lease(database, 900);
  const identity = await lease.register();
  let release: () => void = () => undefined;
  proxy.fate = statement =>
    isHeartbeat(statement)
      ? new Promise<void>(resolve => {
          release = resolve;
        })
      : "pass";
  await new Promise(resolve => setTimeout(resolve, 500));
  const renewed = lease.renew().catch(() => false);
  await until("its time is over", () => identity.abort.signal.aborted);
  release();
  expect(await renewed).toBe(false);
  expect(lease.current).toBeUndefined();
  await database.close();
});

test("a worker that loses its identity again and again opens no more connections for it", async () => {
  await enrolled(1);
  const worker = await world.startWorker({ database: proxy.url, leaseMs: 600 });
  const count = (event: string) => world.events.filter(one => one.event === event).length;
  for (let losses = 1; losses <= 4; losses += 1) {
    await world.sql.query("delete from flowline.workers");
    await until("it has noticed", () => count("worker.started") > losses);
  }
  expect(count("lease.lost")).toBe(4);
  const { rows } = await world.sql.query(
    "select count(*)::int from pg_stat_activity where datname = current_database() and query ilike 'listen%'",
  );
  expect(rows[0].count).toBeLessThanOrEqual(1);
  await worker.stop();
  await until("all connections are closed", () => proxy.open === 0);
});
