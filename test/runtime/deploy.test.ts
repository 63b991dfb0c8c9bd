import { createClient } from "@flowline/runtime";
import { afterEach, beforeEach, expect, test } from "vitest";
import { seedFlow } from "./seed-flow.js";
import { createWorld, DAY_MS, until, type World } from "./world.js";

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(async () => {
  await world.close();
});

test("a first deploy that would enrol people at once asks what to do with them, and writes nothing", async () => {
  await world.addUsers([{ id: 1 }, { id: 2 }]);
  await expect(world.client.deploy(seedFlow())).rejects.toMatchObject({ code: "DEPLOY_ANSWER", existing: 2 });
  expect(await world.client.listFlows()).toEqual([]);
});

test("a first deploy that concerns nobody yet needs no answer", async () => {
  expect(await world.client.deploy(seedFlow())).toMatchObject({ outcome: "created", existing: 0 });
});

test("future-only leaves out for good whoever satisfied the audience at the deploy", async () => {
  await world.addUsers([{ id: 1 }, { id: 2 }]);
  await world.client.deploy(seedFlow(), { existing: "futureOnly" });
  await world.addUsers([{ id: 3 }]);
  await world.startWorker();
  await world.client.enroll("upgrade-drip");
  await until("the third got hi", () => world.sent("hi").length === 1);
  expect(world.sent("hi")).toEqual(["3"]);
  expect((await world.client.plan(seedFlow())).alreadyEntered).toBe(3);
});

test("the same version deployed again changes nothing, a changed one becomes current and moves nobody", async () => {
  await world.addUsers([{ id: 1 }]);
  await world.client.deploy(seedFlow(), { existing: "backfill" });
  await world.client.enroll("upgrade-drip");
  expect(await world.client.deploy(seedFlow())).toMatchObject({ outcome: "unchanged" });
  const changed = seedFlow({ waitMs: 1_000 });
  expect(await world.client.deploy(changed)).toMatchObject({ outcome: "updated", existing: 0 });
  const [flow] = await world.client.listFlows();
  expect(flow).toMatchObject({ versions: 2, hash: changed.hash });
  expect((await world.client.listRuns()).runs[0]?.hash).toBe(seedFlow().hash);
  expect(await world.client.deploy(seedFlow())).toMatchObject({ outcome: "updated" });
  expect((await world.client.listFlows())[0]).toMatchObject({ versions: 2, hash: seedFlow().hash });
});

test("eight deploys of one flow at once leave one version, and nobody is enrolled twice", async () => {
  await world.addUsers([{ id: 1 }, { id: 2 }]);
  const reports = await Promise.all(
    Array.from({ length: 8 }, async () => {
      const client = createClient({ database: world.url, maxConnections: 1 });
      const report = await client.deploy(seedFlow(), { existing: "backfill" });
      await client.enroll("upgrade-drip");
      await client.close();
      return report.outcome;
    }),
  );
  expect(reports.filter(outcome => outcome === "created")).toHaveLength(1);
  expect(reports.filter(outcome => outcome === "unchanged")).toHaveLength(7);
  expect((await world.client.listRuns()).runs).toHaveLength(2);
});

test("a plan counts who would enter, shows some of them, and sends and writes nothing", async () => {
  await world.addUsers([{ id: 1 }, { id: 2 }, { id: 3, createdAt: "2020-01-01T00:00:00Z" }]);
  const plan = await world.client.plan(seedFlow(), { samples: 1 });
  expect(plan).toMatchObject({ wouldEnter: 2, alreadyEntered: 0 });
  expect(plan.samples).toMatchObject([
    { subjectId: "1", fields: { signed_up_today: true, email: "user-1@example.com" } },
  ]);
  expect(await world.client.listFlows()).toEqual([]);
});

test("a table that is not there, a missing key and a column of another type are each one clear error", async () => {
  await expect(world.client.deploy(seedFlow({ table: "customers" }))).rejects.toMatchObject({
    code: "SUBJECT_SOURCE",
    message: expect.stringContaining("the table customers"),
  });
  await world.sql.query("alter table users rename column id to user_id");
  await expect(world.client.deploy(seedFlow())).rejects.toMatchObject({
    code: "SUBJECT_SOURCE",
    message: expect.stringContaining('no column "id"'),
    fix: expect.stringContaining("user_id"),
  });
  await world.sql.query("alter table users rename column user_id to id");
  await world.sql.query("alter table users alter column upgraded drop default, alter column upgraded type text");
  await expect(world.client.deploy(seedFlow())).rejects.toMatchObject({
    code: "SUBJECT_SOURCE",
    message: expect.stringContaining("is of type text"),
  });
});

test("IR that was changed after it was compiled is refused", async () => {
  const flow = { ...seedFlow(), entry: "upgrade" };
  await expect(world.client.deploy(flow)).rejects.toMatchObject({ code: "HASH_MISMATCH" });
});

test("the clock of a database in which flows were deployed as in production cannot be made pushable", async () => {
  await world.sql.query("drop schema flowline cascade");
  await world.client.deploy(seedFlow());
  await expect(world.client.enableDevelopment()).rejects.toMatchObject({ code: "CLOCK" });
  await expect(world.client.pushClock(1_000)).rejects.toMatchObject({ code: "CLOCK" });
  const { rows } = await world.sql.query(
    "select prosrc from pg_proc where pronamespace = 'flowline'::regnamespace and proname = 'now'",
  );
  expect(rows[0].prosrc.trim()).toBe("select clock_timestamp()");
});

test("a database without Flowline's schema is named as such", async () => {
  await world.sql.query("drop schema flowline cascade");
  await expect(world.client.listFlows()).rejects.toMatchObject({ code: "SCHEMA_VERSION" });
});

test("a schema of another name holds everything, and leaves the default one alone", async () => {
  await world.sql.query("drop schema flowline cascade");
  await world.addUsers([{ id: 1 }]);
  const client = createClient({ database: world.url, schema: "tenant_7" });
  await client.deploy(seedFlow(), { existing: "backfill" });
  await world.startWorker({ schema: "tenant_7" });
  await until("it sleeps", async () => (await client.listFlows())[0]?.counts.waiting === 1);
  await client.close();
  const { rows } = await world.sql.query("select to_regnamespace('flowline') as there");
  expect(rows[0].there).toBeNull();
});

test("a step that this worker cannot carry out is left for one that can", async () => {
  await world.addUsers([{ id: 1 }]);
  await world.client.deploy(seedFlow(), { existing: "backfill" });
  const { createWorker } = await import("@flowline/runtime");
  const events: string[] = [];
  const blind = createWorker({
    database: world.url,
    flows: ["upgrade-drip"],
    handlers: {
      send: {
        check: () => ({ served: false, reason: "no such message" }),
        send: () => Promise.reject(new Error("must not run")),
      },
    },
    log: event => events.push(event.event),
  });
  await blind.start();
  await world.client.enroll("upgrade-drip");
  await until("it has looked", () => events.includes("step.unserved"));
  expect((await world.client.listRuns()).runs[0]).toMatchObject({
    state: "running",
    at: { node: "hi", attempt: 1, error: null },
  });
  await world.startWorker();
  await until("the other has sent it", () => world.sent("hi").length === 1);
  await blind.stop();
});

test("a worker decides what it cannot carry out, and leaves the step with its intent to one that can", async () => {
  await world.addUsers([{ id: 1 }]);
  await world.client.deploy(seedFlow(), { existing: "backfill" });
  const { createWorker } = await import("@flowline/runtime");
  const sent: string[] = [];
  const half = createWorker({
    database: world.url,
    flows: ["upgrade-drip"],
    pollMs: 200,
    handlers: {
      send: {
        check: action => (action.message === "hi" ? { served: true } : { served: false, reason: "no such message" }),
        send: async attempt => {
          sent.push(attempt.action.message);
          return { status: "completed", output: {} };
        },
      },
    },
  });
  await half.start();
  await until("it sleeps", async () => (await world.client.listFlows())[0]?.counts.waiting === 1);
  await world.client.pushClock(7 * DAY_MS);
  await until("it lies at the step", async () => {
    const { rows } = await world.sql.query("select worker, vars from flowline.cursors");
    return rows[0]?.worker === null && rows[0].vars.name === "User 1";
  });
  await world.sql.query("update users set upgraded = true, name = 'Somebody else'");
  await world.startWorker();
  await until("it has ended", async () => (await world.client.listFlows())[0]?.counts.completed === 1);
  expect(sent).toEqual(["hi"]);
  expect(world.attempts.map(one => [one.action.message, one.subject.name])).toEqual([["upgrade", "User 1"]]);
  await half.stop();
});
