import { ago } from "flowline";
import { send } from "./flow.config.js";

/** Teams of five and more who left a month ago and, as far as we know, not because the product failed them. */
export default send(
  "whats-new",
  account =>
    account.seats >= 5 &&
    account.canceled_at !== null &&
    account.canceled_at <= ago("30d") &&
    account.reason !== "quality",
)
  .waitFor("14d")
  .send("offer", account => !account.active && account.monthly_spend >= 200)
  .waitFor("30d")
  .send("data-notice", account => !account.active);
