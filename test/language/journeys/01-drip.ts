import { days, on } from "flowline";

/** Welcome, a nudge or tips, a use case, and an offer for whoever has not upgraded by then. */
export default on("user.signed_up")
  .goal("upgraded", user => user.upgraded)
  .exitWhen("user.replied")
  .send("welcome")
  .waitFor(
    "user.first_value",
    { within: "1d" },
    {
      got: b => b.send("tips"),
      timeout: b => b.send("nudge"),
    },
  )
  .waitFor(days(3).at("09:00"))
  .send("use-case")
  .waitFor(days(4).at("09:00"))
  .send("upgrade");
