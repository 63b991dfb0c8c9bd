import { afterEach, beforeEach, expect, test } from "vitest";
import { seedFlow } from "../runtime/seed-flow.js";
import { createWorld, type World } from "../runtime/world.js";

let world: World;
beforeEach(async () => {
  world = await createWorld();
  await world.addUsers(Array.from({ length: 6 }, (_, id) => ({ id })));
  await interruptedFutureOnly();
});
afterEach(async () => {
  await world.close();
});

/** What a first deploy with `futureOnly` leaves behind that dies when it has noted half of the people. */
async function interruptedFutureOnly(): Promise<void> {
  await world.client.deploy(seedFlow(), { existing: "futureOnly" });
  await world.sql.query("update flowline.flows set version_id = null");
  await world.sql.query("delete from flowline.enrolments where subject_id::int >= 3");
}

test("after an interrupted future-only deploy nobody can be enrolled", async () => {
  await expect(world.client.enroll("upgrade-drip")).rejects.toMatchObject({ code: "UNKNOWN_FLOW" });
  expect(await world.client.listFlows()).toEqual([]);
});

test("the same deploy again leaves the other half out as well", async () => {
  await world.client.deploy(seedFlow(), { existing: "futureOnly" });
  expect(await world.client.enroll("upgrade-drip")).toMatchObject({ enrolled: 0 });
});

test("a backfill after it enrols everybody, those included whom it had left out already", async () => {
  await world.client.deploy(seedFlow(), { existing: "backfill" });
  expect(await world.client.enroll("upgrade-drip")).toMatchObject({ enrolled: 6 });
});
