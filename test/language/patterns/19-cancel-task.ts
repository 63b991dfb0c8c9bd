import { on } from "flowline";

/** The wrapping is stopped when nobody wants it any more; the rest of the order goes on. */
export default on("order.placed")
  .race({
    wrapped: b => b.do("wrap", (order, { services }) => services.work("wrap", order.id)),
    unwanted: b => b.waitFor("gift.canceled"),
  })
  .do("ship", (order, { services }) => services.work("ship", order.id));
