import { ago, on } from "flowline";
import { Coupon, Stock } from "./services.js";

/** One run per cart. Each change of the cart starts the clock again; an order with this cart ends it. */
export default on("cart.updated", { key: "cart", again: "update", where: cart => cart.total >= 20 })
  .exitWhen("order.placed")
  .waitFor("1h", { restartOn: "cart.updated" })
  .send("cart-waiting", { data: (_, { trigger }) => ({ total: trigger.total }) })
  .waitFor("23h")
  .do("read prices and stock", { output: Stock }, (_, { trigger, services }) =>
    services.shop.read({ cart: trigger.cartId }),
  )
  .send("cart-still-waiting", {
    when: (_, { steps }) => steps["read prices and stock"].available,
    data: (_, { steps }) => ({ total: steps["read prices and stock"].total }),
  })
  .waitFor("48h")
  .when(
    user => user.last_coupon_at !== null && user.last_coupon_at > ago("90d"),
    b => b.exit("had a coupon lately"),
  )
  .do("make a coupon", { output: Coupon }, (user, { services }) =>
    services.shop.makeCoupon({ user: user.id, percent: 10 }),
  )
  .send("cart-coupon", { data: (_, { steps }) => ({ code: steps["make a coupon"].code }) });
