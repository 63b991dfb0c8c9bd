import { manual } from "./flow.config.js";
import { Product, Store } from "./schema.js";

type Item = { readonly id: string; readonly title: string };
const pull = async ({
  trigger,
}: {
  readonly trigger: { readonly id: string };
}): Promise<{ readonly changed: readonly Item[] }> => ({ changed: [{ id: trigger.id, title: "a" }] });
const map = ({ trigger }: { readonly trigger: Item }): { readonly url: string; readonly body: Item } => ({
  url: `https://shop.example/${trigger.id}`,
  body: trigger,
});
const quarantine = async ({ trigger }: { readonly trigger: Item }): Promise<string> => trigger.id;

export default manual(Store, { name: "store-sync" }).forever({ every: "15m" }, b =>
  b
    .do("pull changes", pull)
    // A product is what the other flow takes, so it is handed on as it is.
    .forEach(
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
  .waitFor("channel.accepted", { within: "1h" }, { timeout: b => b.do("quarantine", quarantine) });
