import { before, on } from "flowline";

/** One run per invoice, over the moment it is paid. Who retries is the payment provider; we only write. */
export default on("invoice.payment_failed", { key: "invoice", again: "update" })
  .exitWhen("invoice.paid")
  .exitWhen("subscription.deleted")
  .do("show a banner", (user, { services }) => services.billing.showBanner({ user: user.id }))
  .switch((_, { trigger }) => trigger.decline, {
    hard: b => b.send("new-card"),
    soft: b =>
      b
        .waitFor("invoice.payment_failed", {
          where: failure => failure.attempt >= 2,
          within: "14d",
          as: "second failure",
        })
        .waitUntil((_, { trigger }) => before(trigger.nextAttempt, "1d"), { at: "09:00", missing: b => b })
        .send("retry-soon"),
  })
  .waitFor("10d")
  .when(
    user => user.mrr >= 500,
    b =>
      b.do("tell the owner", (user, { services }) =>
        services.staff.tell({ who: "accounts", text: `${user.name} is about to be paused` }),
      ),
  )
  .send("last-reminder")
  .waitFor("4d")
  .do("pause the subscription", (_, { trigger, services }) =>
    services.billing.pause({ subscription: trigger.subscription }),
  )
  .send("paused");
