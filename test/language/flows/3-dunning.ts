import { before, on } from "flowline";

export default on("invoice.payment_failed", { key: "invoice", again: "update" })
  .exitWhen("invoice.paid")
  .switch((_, { trigger }) => trigger.declineClass, {
    hard: b => b.send("new-card"),
    soft: b =>
      b
        .waitUntil((_, { trigger }) => before(trigger.nextAttempt, "1d"), {
          at: "09:00",
          missing: b => b.exit("no date"),
          maxLateness: "6h",
        })
        .send("retry-soon"),
  })
  .waitFor("7d")
  .do("pause subscription", async (_user, { services, trigger }) => services.stripe.pause(trigger.subscription));
