import { on } from "flowline";

/** A change is made only after the order has been paid, and only until it has been shipped. */
export default on("order.placed")
  .exitWhen("order.canceled")
  .waitFor("order.paid")
  .race({
    shipped: b => b.waitFor("order.shipped"),
    changes: b =>
      b.forever(b =>
        b
          .waitFor("change.asked", { since: "node" })
          .do("change it", (order, { services }) => services.work("change", order.id)),
      ),
  })
  .do("close", (order, { services }) => services.work("close", order.id));
