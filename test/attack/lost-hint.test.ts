import { afterEach, beforeEach, test } from "vitest";
import { seedFlow } from "../runtime/seed-flow.js";
import { createWorld, until, type World } from "../runtime/world.js";
import { type PostgresProxy, startPostgresProxy } from "./postgres-proxy.js";

let world: World;
let proxy: PostgresProxy;
beforeEach(async () => {
  world = await createWorld();
  proxy = await startPostgresProxy(world.url);
});
afterEach(async () => {
  await world.close();
  await proxy.close();
});

test("a worker that never hears a NOTIFY serves what is deployed, enrolled and pushed while it runs", async () => {
  proxy.deaf = true;
  await world.startWorker({ database: proxy.url, audienceMs: 100 });
  await world.addUsers([{ id: 1 }]);
  await world.client.deploy(seedFlow(), { existing: "backfill" });
  await until("hi was sent", () => world.sent("hi").length === 1);
  await until("it sleeps", async () => (await world.client.listRuns()).runs[0]?.state === "waiting");
  await world.client.pushClock(7 * 86_400_000);
  await until("upgrade was sent", () => world.sent("upgrade").length === 1);
});
