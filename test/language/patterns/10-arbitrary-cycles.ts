import { on } from "flowline";
import { Inspected } from "./warehouse.js";

/** A machine of states: each says which one comes next, in any order, until one says `done`. */
export default on("order.placed")
  .set({ state: "pack" })
  .repeat(
    b =>
      b.switch(
        (_, { vars }) => vars.state,
        {
          pack: b =>
            b
              .do("pack", { output: Inspected }, (order, { services }) => services.inspect(order.id))
              .set({ state: (_, { steps }) => steps.pack.next }),
        },
        b =>
          b
            .do("check", { output: Inspected }, (order, { services }) => services.inspect(order.id))
            .set({ state: (_, { steps }) => steps.check.next }),
      ),
    { until: (_, { vars }) => vars.state === "done", max: 20 },
  )
  .do("ship", (order, { services }) => services.work("ship", order.id));
