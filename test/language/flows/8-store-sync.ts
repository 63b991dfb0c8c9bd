import { manual } from "flowline";
import { map, pull, quarantine } from "./bodies.js";
import { Changes, Product, Store } from "./schema.js";

export default manual(Store, { name: "store-sync" }).forever({ every: "15m" }, b =>
  b.do("pull changes", { output: Changes }, pull).forEach(
    ({ steps }) => steps["pull changes"].changed,
    (b, product) => b.start(productSync, product),
    { key: p => p.id, max: 10_000 },
  ),
);

export const productSync = manual(Product, {
  name: "product-sync",
  concurrency: { key: p => p.id, limit: 1, onFull: "keepNewest" },
})
  .do("map", map)
  .http("upsert", ({ steps }) => ({ method: "PUT", url: steps.map.url, body: steps.map.body }), {
    retry: { attempts: 6 },
    rateLimit: { name: "shop-api", units: 1 },
  })
  .waitFor(
    "channel.accepted",
    { within: "1h", where: (accepted, { trigger }) => accepted.id === trigger.id },
    { timeout: b => b.do("quarantine", quarantine) },
  );
