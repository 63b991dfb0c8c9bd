import { on } from "flowline";
import { Due } from "./services.js";

/**
 * Whatever happens to an open ticket (a reply, another priority, back from pending) counts its clock anew, in business
 * hours; pending stops it, solved ends it.
 */
export default on("ticket.changed", { again: "restart", where: change => change.status === "open" })
  .exitWhen("ticket.changed", { where: change => change.status !== "open" })
  .do("count business hours", { output: Due }, (ticket, { services }) => services.desk.due({ ticket: ticket.id }))
  .waitUntil((_, { steps }) => steps["count business hours"].half)
  .send("sla-half")
  .waitUntil((_, { steps }) => steps["count business hours"].nearly)
  .send("sla-nearly")
  .waitUntil((_, { steps }) => steps["count business hours"].full)
  .send("sla-breached", { to: ticket => ticket.manager_email })
  .do("tag as breached", (ticket, { services }) => services.desk.tag({ ticket: ticket.id, tag: "breached" }));

/** Of whom nothing is heard for a week is asked once, and then the ticket is closed. */
export const closeSilent = on("ticket.changed", { again: "restart", where: change => change.status === "pending" })
  .exitWhen("ticket.replied")
  .waitFor("7d")
  .send("still-there", { to: ticket => ticket.customer_email })
  .waitFor("3d")
  .do("close", (ticket, { services }) => services.desk.close({ ticket: ticket.id }));
