import { on } from "flowline";
import { Plan } from "./warehouse.js";

/** All of the checks, in an order that is known only now, and never two at a time. */
export default on("order.placed")
  .do("plan", { output: Plan }, (order, { services }) => services.plan(order.id))
  .forEach(
    (_, { steps }) => steps.plan.checks,
    b => b.do("check", (order, { item, services }) => services.work(item, order.id)),
    { max: 3 },
  )
  .do("ship", (order, { services }) => services.work("ship", order.id));
