import { on } from "flowline";

/** Wherever the run stands, in every arm at once. */
export default on("order.placed")
  .exitWhen("order.canceled")
  .parallel({
    goods: b => b.waitFor("2d").do("ship", (order, { services }) => services.work("ship", order.id)),
    money: b => b.waitFor("14d").do("remind", (order, { services }) => services.work("remind", order.id)),
  });
