import { on } from "flowline";

export default on("order.placed")
  .when(
    order => order.payment === "card",
    b => b.do("charge the card", (order, { services }) => services.work("charge the card", order.id)),
    b => b.do("write the invoice", (order, { services }) => services.work("write the invoice", order.id)),
  )
  .do("ship", (order, { services }) => services.work("ship", order.id));
