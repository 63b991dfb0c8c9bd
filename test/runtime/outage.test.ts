import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbeddedPostgres } from "@flowline/cli";
import { createClient, createWorker, type WorkerEvent } from "@flowline/runtime";
import pg from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { seedFlow } from "./seed-flow.js";
import { until } from "./world.js";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "flowline-outage-"));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

test("a worker outlives a database that is away at its start and again in the middle, and loses nobody", async () => {
  const options = { dataDir: join(folder, "postgres"), durable: true };
  let server = await startEmbeddedPostgres(options);
  const { url, port } = server;
  const client = createClient({ database: url });
  await client.migrate();
  const sql = new pg.Client({ connectionString: url });
  await sql.connect();
  await sql.query(`create table users as
    select g as id, 'User ' || g as name, 'u' || g || '@example.com' as email, now() as created_at, false as upgraded
    from generate_series(1, 200) g`);
  await sql.end();
  await client.deploy(seedFlow(), { existing: "backfill" });
  await server.stop();

  const events: WorkerEvent[] = [];
  const sent: string[] = [];
  const worker = createWorker({
    database: url,
    flows: ["upgrade-drip"],
    leaseMs: 60_000,
    concurrency: 5,
    pollMs: 200,
    log: event => events.push(event),
    handlers: {
      send: {
        check: () => ({ served: true }),
        send: async attempt => {
          sent.push(attempt.subjectId);
          await new Promise(resolve => setTimeout(resolve, 10));
          return { status: "completed", output: {} };
        },
      },
    },
  });
  const started = worker.start();
  await until("it has noticed that there is no database", () => events.some(one => one.event === "database.lost"));
  expect(sent).toEqual([]);
  server = await startEmbeddedPostgres({ ...options, port });
  await started;
  await until("a third has been sent to", () => new Set(sent).size > 66);
  await server.stop();
  const before = events.length;
  await until("it has noticed again", () => events.slice(before).some(one => one.event === "database.lost"));
  server = await startEmbeddedPostgres({ ...options, port });
  await until("all sleep", async () => {
    const flows = await client.listFlows().catch(() => []);
    return flows[0]?.counts.waiting === 200;
  });
  expect(new Set(sent).size).toBe(200);
  expect(events.some(one => one.event === "database.back")).toBe(true);
  expect(events.some(one => one.event === "lease.lost")).toBe(false);
  // The lease outlived the outage and nobody rescued anything, so what was done is committed, not done again.
  expect(sent).toHaveLength(200);
  await worker.stop();
  await client.close();
  await server.remove();
});
