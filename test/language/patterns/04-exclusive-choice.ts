import { on } from "flowline";

export default on("order.placed").switch(order => order.payment, {
  card: b => b.do("charge the card", (order, { services }) => services.work("charge the card", order.id)),
  invoice: b => b.do("write the invoice", (order, { services }) => services.work("write the invoice", order.id)),
});
