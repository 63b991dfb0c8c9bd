import { defineProject, env, event, smtp, startOfToday, subject, table } from "flowline";
import { Alert, AlertEvent, Cart, Delivery, Endpoint, Invoice, Order, User } from "./schema.js";

const stripe = {
  pause: async (subscription: string): Promise<{ readonly paused: string }> => ({ paused: subscription }),
};
const db = {
  book: async (request: { readonly amount: number }): Promise<{ readonly booked: number }> => ({
    booked: request.amount,
  }),
};
const shifts = { at: async (level: string): Promise<{ readonly phone: string }> => ({ phone: level }) };

// A second project of this program, so its flows take their words from here and not from "flowline".
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
    alert: subject({ schema: Alert, source: table("alerts", { key: "id" }) }),
    endpoint: subject({ schema: Endpoint, source: table("endpoints", { key: "id" }) }),
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
    "alert.fired": event({ schema: AlertEvent, subject: "alert", id: e => e.alertId, keys: { alert: e => e.alertId } }),
    "alert.acked": event({ schema: AlertEvent, subject: "alert", id: e => e.alertId, keys: { alert: e => e.alertId } }),
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
    "channel.accepted": event(),
  },
  messages: "./messages",
  channels: { email: smtp({ url: env("SMTP_URL"), from: "Ada <ada@example.com>" }) },
  services: async () => ({ db, stripe, shifts }),
});

export const { audience, manual, on, schedule } = project;
export default project;
