import { on } from "flowline";

/** Once per period and threshold. */
export default on("usage.reported", { key: "period", reentry: "once", where: usage => usage.percent >= 70 })
  .goal("upgraded", user => user.upgraded)
  .exitWhen("period.ended")
  .send("usage-70", { when: (_, { trigger }) => trigger.percent < 90 })
  .when(
    (_, { trigger }) => trigger.percent < 90,
    b => b.waitFor("usage.reported", { where: usage => usage.percent >= 90, as: "nearly full" }),
  )
  .send("usage-90")
  .when(
    user => user.mrr >= 500,
    b =>
      b.do("tell the account's owner", (user, { services }) =>
        services.staff.tell({ who: "accounts", text: `${user.name} is near the limit` }),
      ),
  )
  .waitFor("usage.reported", { where: usage => usage.percent >= 100, as: "full" })
  .send("usage-100")
  .waitFor("3d")
  .do("block softly", (user, { services }) => services.billing.block({ user: user.id }));
