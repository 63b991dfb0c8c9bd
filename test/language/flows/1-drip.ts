import { days, on } from "flowline";

export default on("user.signed_up")
  .goal("upgraded", user => user.upgraded, { exit: true })
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
  .waitFor("4d")
  .send("upgrade");
