import { on } from "flowline";
import { Wave } from "./services.js";

/** In waves, three people for each piece, half an hour apart, until it is sold or everybody has been told. */
export default on("inventory.changed")
  .exitWhen(product => product.stock === 0)
  .repeat(
    b =>
      b
        .do("next wave", { output: Wave }, (product, { services }) =>
          services.shop.waiting({ product: product.id, atMost: product.stock * 3 }),
        )
        .forEach(
          (_, { steps }) => steps["next wave"].people,
          b =>
            b.emit("stock.offered", (product, { item }) => ({
              userId: item.id,
              productId: product.id,
              title: product.title,
            })),
          { max: 1000, key: person => person.id },
        )
        .waitFor("30m"),
    { until: (_, { steps }) => steps["next wave"].people.length === 0, max: 48 },
  );

/** One person and one product. */
export const offer = on("stock.offered", { key: "product", reentry: "30d" })
  .goal("bought", "order.placed")
  .send("back-in-stock", { data: (_, { trigger }) => ({ title: trigger.title }) })
  .waitFor("24h");
