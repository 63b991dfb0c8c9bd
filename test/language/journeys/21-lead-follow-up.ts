import { on } from "flowline";
import { Representative } from "./services.js";

const CADENCE = [
  { after: "1d", message: "lead-hello" },
  { after: "3d", message: "lead-example" },
  { after: "7d", message: "lead-last" },
] as const;

/** Routed at once, called within five minutes, followed up until there is an answer, and handed back. */
export default on("lead.created")
  .do("find a representative", { output: Representative }, (lead, { services }) =>
    services.sales.route({ country: lead.country, seats: lead.seats }),
  )
  .send("new-lead", { to: (_, { steps }) => steps["find a representative"].email })
  .waitFor(
    "lead.contacted",
    { within: "5m" },
    { timeout: b => b.send("lead-waits", { to: (_, { steps }) => steps["find a representative"].managerEmail }) },
  )
  .race({
    answered: b => b.waitFor("lead.replied"),
    followedUp: b => b.each(CADENCE, (b, { after, message }) => b.waitFor(after).send(message)).waitFor("7d"),
  })
  .do("hand back", (lead, { steps, services }) =>
    services.sales.handBack({ lead: lead.id, to: steps["find a representative"].email }),
  );
