import { manual, on } from "flowline";
import { z } from "zod";

export default on("order.placed")
  .forEach(
    (_, { trigger }) => trigger.lines,
    (b, line) => b.start(pickLine, { line }),
    { max: 100 },
  )
  .do("thank the customer", (order, { services }) => services.work("thank", order.id));

export const pickLine = manual(z.object({ line: z.string() })).do("pick", ({ trigger, services }) =>
  services.work("pick", trigger.line),
);
