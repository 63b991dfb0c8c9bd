import { ago, audience } from "flowline";

/** Whoever has been away for a month, at most twice a year; who stays away is not written to again. */
export default audience("user", user => user.last_seen_at <= ago("30d") && user.subscribed_to_news, {
  reentry: "180d",
})
  .goal("came back", "user.active")
  .send("what-you-miss")
  .waitFor("7d")
  .send("what-changed")
  .waitFor("14d")
  .send("come-back-offer")
  .waitFor("30d")
  .send("last-mail")
  .do("unsubscribe", (user, { services }) => services.privacy.unsubscribe({ user: user.id }));
