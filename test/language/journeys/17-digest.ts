import { on, workdays } from "flowline";
import { Unread } from "./services.js";

/** The first notification opens the window; what comes until the next morning of work is one mail. */
export default on("notification.created", { again: "ignore", where: notification => !notification.urgent })
  .waitFor(workdays(1).at("08:00"))
  .do("collect the unread", { output: Unread }, (user, { services }) => services.desk.unread({ user: user.id }))
  .send("digest", {
    when: (_, { steps }) => steps["collect the unread"].titles.length > 0,
    data: (_, { steps }) => ({ count: steps["collect the unread"].titles.length }),
  });

/** What is urgent does not wait. */
export const urgent = on("notification.created", {
  again: "parallel",
  where: notification => notification.urgent,
}).send("urgent-notification", { data: (_, { trigger }) => ({ text: trigger.text }) });
