import { afterEach, beforeEach, expect, test } from "vitest";
import { seedFlow } from "../runtime/seed-flow.js";
import { createWorld, DAY_MS, until, type World } from "../runtime/world.js";

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(async () => {
  await world.close();
});

test("a version that this engine cannot read puts its own runs off, and the other flows go on", async () => {
  await world.addUsers([{ id: 1 }, { id: 2 }]);
  await world.client.deploy(seedFlow({ flow: "from-the-future" }), { existing: "backfill" });
  await world.client.enroll("from-the-future");
  await world.client.deploy(seedFlow(), { existing: "backfill" });
  await world.client.enroll("upgrade-drip");
  await world.sql.query(`update flowline.flow_versions v set ir = jsonb_set(ir, '{irVersion}', '99')
    from flowline.flows f where f.flow_id = v.flow_id and f.flow = 'from-the-future'`);
  await world.startWorker({ flows: ["from-the-future", "upgrade-drip"] });
  await until("the readable flow has sent", () => world.sent("hi").length === 2);
  await until("the others say why they wait", async () => {
    const { rows } = await world.sql.query("select error from flowline.cursors where error is not null");
    return rows.length === 2 && /version/i.test(rows[0].error);
  });
  await until("nobody holds anything", async () => {
    const { rows } = await world.sql.query("select count(*)::int from flowline.cursors where worker is not null");
    return rows[0].count === 0;
  });
});

test("a send whose way on cannot be decided is recorded once and not sent again when the table is back", async () => {
  const flow = seedFlow({ waitMs: 1 });
  await world.addUsers([{ id: 1 }]);
  await world.client.deploy(flow, { existing: "backfill" });
  await world.startWorker();
  await until("it waits or has ended", async () => world.sent("hi").length === 1);
  await until("upgrade was sent", async () => world.sent("upgrade").length === 1);
  await until("it has ended", async () => (await world.client.listFlows())[0]?.counts.completed === 1);

  await world.client.deploy(seedFlow(), { existing: "backfill" });
  await world.addUsers([{ id: 2 }]);
  await world.client.enroll("upgrade-drip");
  await until("the second sleeps", async () => (await world.client.listFlows())[0]?.counts.waiting === 1);
  await world.sql.query("alter table users rename to gone");
  await world.client.pushClock(7 * DAY_MS);
  await until("it says why it waits", async () => {
    const { runs } = await world.client.listRuns({ subjectId: "2" });
    return runs[0]?.state === "waiting" && /users/.test(runs[0].at?.error ?? "");
  });
  await world.sql.query("alter table gone rename to users");
  await world.client.pushClock(60_000);
  await until("the second has ended", async () => (await world.client.listFlows())[0]?.counts.completed === 2);
  expect(world.sent("hi")).toEqual(["1", "2"]);
  expect(world.sent("upgrade")).toEqual(["1", "2"]);
});

test("the clock is never pushed beyond what instants can say, and a page's end is checked", async () => {
  await expect(world.client.pushClock(200 * 365 * DAY_MS)).rejects.toMatchObject({ code: "CLOCK" });
  await expect(world.client.listRuns({ after: "1; drop table users" })).rejects.toMatchObject({ code: "RUN_FILTER" });
});
