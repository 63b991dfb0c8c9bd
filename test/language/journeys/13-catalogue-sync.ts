import { manual, on, schedule } from "flowline";
import { z } from "zod";
import { Changes, Mapped } from "./services.js";

const Store = z.object({ id: z.string() });

/** The parent never ends: every quarter of an hour it asks the store what has changed. */
export default manual(Store).forever({ every: "15m" }, b =>
  b
    .do("pull changes", { output: Changes }, ({ trigger, services }) => services.shop.changes({ store: trigger.id }))
    .forEach(
      ({ steps }) => steps["pull changes"].products,
      (b, product) => b.emit("product.changed", { productId: product.id }),
      { max: 10_000, key: product => product.id },
    ),
);

/** Webhooks get lost, so once a night everything is looked at. */
export const reconcile = schedule("0 3 * * *", { zone: "Europe/Berlin" })
  .do("list everything", { output: Changes }, ({ services }) => services.shop.everything({}))
  .forEach(
    ({ steps }) => steps["list everything"].products,
    (b, product) => b.emit("product.changed", { productId: product.id }),
    { max: 100_000, key: product => product.id },
  );

/** One product: its writes come one after the other, and of several changes that wait only the newest counts. */
export const syncProduct = on("product.changed", {
  again: "parallel",
  concurrency: { key: change => change.productId, limit: 1, onFull: "keepNewest" },
})
  .do("map", { output: Mapped }, (product, { services }) => services.shop.map({ product: product.id }))
  .when(
    (_, { steps }) => !steps.map.changed,
    b => b.exit("nothing new"),
  )
  .http("upsert", (_, { steps }) => ({ method: "PUT", url: steps.map.url, body: steps.map.body }), {
    retry: { attempts: 6 },
    rateLimit: { name: "channel-api", units: 1 },
  })
  .waitFor(
    {
      accepted: { event: "channel.accepted", where: (answer, _, { steps }) => answer.version === steps.map.version },
      rejected: { event: "channel.rejected", where: (answer, _, { steps }) => answer.version === steps.map.version },
      late: "1h",
    },
    {},
    {
      accepted: b => b,
      rejected: b =>
        b.do("quarantine", (product, { services }) =>
          services.shop.quarantine({ product: product.id, reason: "rejected" }),
        ),
      late: b =>
        b.do("quarantine as lost", (product, { services }) =>
          services.shop.quarantine({ product: product.id, reason: "no answer" }),
        ),
    },
  );

/** What the store no longer has leaves the channel, too. */
export const removeProduct = on("product.deleted").do("remove", (product, { services }) =>
  services.shop.remove({ product: product.id }),
);
