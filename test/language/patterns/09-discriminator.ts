import { manual, on } from "flowline";
import { z } from "zod";

export const askCarrier = manual(z.object({ orderId: z.string(), carrier: z.string() }))
  .do("ask", ({ trigger, services }) => services.work("ask", trigger.carrier))
  .emit("offer.made", ({ trigger }) => ({ orderId: trigger.orderId, by: trigger.carrier }));

/** Both carriers are asked, in runs of their own; the first offer is booked, the other comes and is not looked at. */
export default on("order.placed")
  .start(askCarrier, order => ({ orderId: order.id, carrier: "north" }), { as: "north" })
  .start(askCarrier, order => ({ orderId: order.id, carrier: "south" }), { as: "south" })
  .waitFor("offer.made", { within: "2d", as: "offer" })
  .do("book", { when: (_, { steps }) => steps.offer.ok }, (order, { services }) => services.work("book", order.id));
