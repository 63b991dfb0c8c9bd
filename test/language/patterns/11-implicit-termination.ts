import { on } from "flowline";

/** Nothing says "end": the run is over when nothing is left to do in either arm. */
export default on("order.placed").parallel({
  goods: b => b.do("ship", (order, { services }) => services.work("ship", order.id)),
  words: b =>
    b
      .send("thank-you")
      .waitFor("3d")
      .do("ask how it was", (order, { services }) => services.work("ask", order.id)),
});
