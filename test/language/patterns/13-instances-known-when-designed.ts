import { on } from "flowline";

const INSPECTORS = ["first", "second", "third"];

export default on("order.placed")
  .forEach(INSPECTORS, b => b.do("inspect", (_, { item, services }) => services.work("inspect", item)), {
    concurrency: 3,
  })
  .do("ship", (order, { services }) => services.work("ship", order.id));
