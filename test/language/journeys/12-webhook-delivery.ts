import { on } from "flowline";
import { Endpoints } from "./services.js";

/** One run per endpoint for each order. */
export const fanOut = on("order.placed", { key: "cart" })
  .do("find endpoints", { output: Endpoints }, (_, { services }) =>
    services.hooks.subscribed({ event: "order.placed" }),
  )
  .forEach(
    (_, { steps }) => steps["find endpoints"].endpoints,
    (b, endpoint) =>
      b.emit("webhook.due", (_, { trigger, item }) => ({
        endpointId: item.id,
        deliveryId: trigger.cartId,
        body: { order: trigger.cartId },
      })),
    { max: 1000, key: endpoint => endpoint.id },
  );

/** Delivers one, in order, for a day and a half; a gone endpoint is disabled, a broken one after its last try. */
export default on("webhook.due", {
  key: "delivery",
  concurrency: { key: delivery => delivery.endpointId, limit: 1 },
}).http(
  "deliver",
  (endpoint, { trigger }) => ({
    method: "POST",
    url: endpoint.url,
    body: trigger.body,
    sign: endpoint.secret_name,
  }),
  {
    timeout: "20s",
    retry: {
      after: ["5s", "5m", "30m", "2h", "5h", "10h", "10h"],
      jitter: 0.1,
      honorRetryAfter: true,
    },
    arms: {
      410: b => b.do("disable", (endpoint, { services }) => services.hooks.disable({ endpoint: endpoint.id })),
      exhausted: b =>
        b
          .do("disable for now", (endpoint, { services }) => services.hooks.disable({ endpoint: endpoint.id }))
          .send("endpoint-disabled"),
    },
  },
);
