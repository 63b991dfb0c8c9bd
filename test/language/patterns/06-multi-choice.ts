import { on } from "flowline";

export default on("order.placed").parallel({
  gift: b => b.do("wrap", { when: order => order.gift }, (order, { services }) => services.work("wrap", order.id)),
  abroad: b =>
    b.do("fill in customs", { when: order => order.abroad }, (order, { services }) =>
      services.work("fill in customs", order.id),
    ),
  fragile: b => b.do("pad", { when: order => order.fragile }, (order, { services }) => services.work("pad", order.id)),
});
