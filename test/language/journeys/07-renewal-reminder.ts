import { before, now, on } from "flowline";

/** Per contract, counted back from its renewal; nothing after the day on which notice is due. */
export default on("contract.signed")
  .goal("decided", "renewal.decided")
  .exitWhen(contract => contract.notice_by <= now(), { name: "notice is due" })
  .each(["90d", "60d"], (b, ahead) =>
    b.waitUntil(contract => before(contract.renews_on, ahead), {
      at: "09:00",
      maxLateness: "1d",
      due: reminder => reminder.send("renewal-ahead"),
    }),
  )
  .waitUntil(contract => before(contract.renews_on, "30d"), { at: "09:00" })
  .send("renewal-undecided", { to: contract => contract.manager_email })
  .waitUntil(contract => before(contract.renews_on, "7d"), { at: "09:00" })
  .send("renewal-last-call", { to: contract => contract.manager_email });
