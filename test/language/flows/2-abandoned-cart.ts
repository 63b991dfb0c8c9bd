import { on } from "flowline";

export default on("cart.updated", { key: "cart", again: "update", where: cart => cart.total >= 20 })
  .exitWhen("order.placed") // same user, same cart: by the key's name
  .waitFor("1h", { restartOn: "cart.updated" })
  .send("cart-1", { data: (_, { trigger }) => ({ items: trigger.items }) })
  .waitFor("23h")
  .send("cart-2");
