import { on } from "flowline";

export default on("order.placed")
  .do("pick", (order, { services }) => services.work("pick", order.id))
  .do("pack", (order, { services }) => services.work("pack", order.id))
  .do("ship", (order, { services }) => services.work("ship", order.id));
