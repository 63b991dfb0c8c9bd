import { on } from "flowline";

/** Nobody decides here: the world does, by what comes first. */
export default on("order.placed").waitFor(
  { paid: "order.paid", canceled: "order.canceled", late: "14d" },
  {},
  {
    paid: b => b.do("ship", (order, { services }) => services.work("ship", order.id)),
    canceled: b => b.do("put back", (order, { services }) => services.work("put back", order.id)),
    late: b => b.do("remind", (order, { services }) => services.work("remind", order.id)),
  },
);
