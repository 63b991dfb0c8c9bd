import { on } from "flowline";

export default on("order.placed")
  .parallel({
    goods: b => b.do("pick", (order, { services }) => services.work("pick", order.id)),
    money: b => b.do("write the invoice", (order, { services }) => services.work("write the invoice", order.id)),
  })
  .do("ship", (order, { services }) => services.work("ship", order.id));
