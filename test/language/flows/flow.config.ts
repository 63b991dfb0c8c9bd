import { defineProject, env, event, smtp, startOfToday, subject, table } from "flowline";
import { Accepted, Alert, AlertEvent, Cart, Delivery, Endpoint, Invoice, Order, User } from "./schema.js";
import { db, shifts, stripe } from "./services.js";

const project = defineProject({
  database: env("DATABASE_URL"),
  subjects: {
    user: subject({
      schema: User,
      source: table("users", { key: "id" }),
      derive: { signed_up_today: user => user.created_at >= startOfToday() },
      email: user => user.email,
      zone: user => user.tz,
      locale: user => user.lang,
    }),
    alert: subject({ schema: Alert, source: table("alerts", { key: "id" }), email: alert => alert.team_email }),
    endpoint: subject({
      schema: Endpoint,
      source: table("endpoints", { key: "id" }),
      email: endpoint => endpoint.owner_email,
    }),
  },
  events: {
    "user.signed_up": event({ subject: "user", id: e => e.userId }),
    "user.first_value": event({ subject: "user", id: e => e.userId }),
    "cart.updated": event({ schema: Cart, subject: "user", id: e => e.userId, keys: { cart: e => e.cartId } }),
    "order.placed": event({ schema: Order, subject: "user", id: e => e.userId, keys: { cart: e => e.cartId } }),
    "invoice.payment_failed": event({
      schema: Invoice,
      subject: "user",
      id: e => e.userId,
      keys: { invoice: e => e.invoiceId },
    }),
    "invoice.paid": event({ schema: Invoice, subject: "user", id: e => e.userId, keys: { invoice: e => e.invoiceId } }),
    "alert.fired": event({
      schema: AlertEvent,
      subject: "alert",
      id: e => e.alertId,
      keys: { alert: e => e.alertId },
    }),
    "alert.acked": event({
      schema: AlertEvent,
      subject: "alert",
      id: e => e.alertId,
      keys: { alert: e => e.alertId },
    }),
    "alert.resolved": event({
      schema: AlertEvent,
      subject: "alert",
      id: e => e.alertId,
      keys: { alert: e => e.alertId },
    }),
    "webhook.due": event({
      schema: Delivery,
      subject: "endpoint",
      id: e => e.endpointId,
      keys: { delivery: e => e.deliveryId },
    }),
    "audit.requested": event(),
    "channel.accepted": event({ schema: Accepted }),
  },
  messages: "./messages",
  channels: { email: smtp({ url: env("SMTP_URL"), from: "Ada <ada@example.com>" }) },
  services: async () => ({ db, stripe, shifts }),
});

declare module "flowline" {
  interface Register {
    project: typeof project;
  }
}

export default project;
