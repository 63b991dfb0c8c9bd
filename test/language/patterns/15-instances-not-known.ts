import { manual, on } from "flowline";
import { z } from "zod";

export const pickAdded = manual(z.object({ orderId: z.string(), line: z.string() }))
  .do("pick", ({ trigger, services }) => services.work("pick", trigger.line))
  .emit("line.picked", ({ trigger }) => ({ orderId: trigger.orderId, line: trigger.line }));

/** Lines may be added while others are being picked. One is open from the start; at none, all have been picked. */
export default on("order.placed")
  .set({ open: 1 })
  .start(pickAdded, order => ({ orderId: order.id, line: "first" }), { as: "first" })
  .repeat(
    b =>
      b.waitFor(
        { added: "line.added", picked: "line.picked", late: "30d" },
        { as: "news" },
        {
          added: b =>
            b
              .set({ open: (_, { vars }) => vars.open + 1 })
              .start(pickAdded, (order, { steps }) => ({ orderId: order.id, line: steps.news.event.line }), {
                as: "further",
              }),
          picked: b => b.set({ open: (_, { vars }) => vars.open - 1 }),
          late: b => b.exit("not picked in a month"),
        },
      ),
    { until: (_, { vars }) => vars.open === 0, max: 1000 },
  )
  .do("ship", (order, { services }) => services.work("ship", order.id));
