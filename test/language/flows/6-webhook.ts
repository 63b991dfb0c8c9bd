import { on } from "flowline";
import { disableEndpoint } from "./bodies.js";

export default on("webhook.due", { key: "delivery", concurrency: { key: e => e.endpointId, limit: 1 } }).http(
  "deliver",
  (endpoint, { trigger }) => ({
    method: "POST",
    url: endpoint.url,
    body: trigger.payload,
    sign: endpoint.secretName,
  }),
  {
    retry: {
      after: ["5s", "5m", "30m", "2h", "5h", "10h", "10h"],
      jitter: 0.1,
      honorRetryAfter: true,
    },
    arms: {
      410: b => b.do("disable", disableEndpoint),
      exhausted: b => b.send("endpoint-down"),
    },
  },
);
