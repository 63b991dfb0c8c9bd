import { on } from "flowline";

export default on("order.placed")
  .parallel({
    gift: b =>
      b.when(
        order => order.gift,
        b => b.do("wrap", (order, { services }) => services.work("wrap", order.id)),
      ),
    abroad: b =>
      b.when(
        order => order.abroad,
        b => b.do("fill in customs", (order, { services }) => services.work("fill in customs", order.id)),
      ),
  })
  .do("ship", (order, { services }) => services.work("ship", order.id));
