import { after, before, on } from "flowline";

/** Everything hangs on the day on which the trial ends: when that moves, so does what has not been sent yet. */
export default on("trial.started")
  .goal("subscribed", "subscription.created")
  .exitWhen(user => user.trial_ends_at === null)
  .waitUntil(user => before(user.trial_ends_at, "7d"))
  .send("value-recap")
  .waitUntil(user => before(user.trial_ends_at, "3d"))
  .when(
    user => user.monthly_usage >= 1000,
    b =>
      b.do("ask sales to call", (user, { services }) =>
        services.sales.askToCall({ about: user.id, why: "trial ends in three days" }),
      ),
    b => b.send("objections"),
  )
  .waitUntil(user => before(user.trial_ends_at, "1d"), { at: "09:00" })
  .send("last-day")
  .waitUntil(user => after(user.trial_ends_at, "1d"))
  .send("expired")
  .waitUntil(user => after(user.trial_ends_at, "7d"))
  .send("extension-offer");
