import { on } from "flowline";

export default on("order.placed")
  .forEach(
    (_, { trigger }) => trigger.lines,
    b => b.do("pick", (_, { item, services }) => services.work("pick", item)),
    { max: 100, concurrency: 10 },
  )
  .do("ship", (order, { services }) => services.work("ship", order.id));
