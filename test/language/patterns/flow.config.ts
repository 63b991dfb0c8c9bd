import { defineProject, env, event, smtp, subject, table } from "flowline";
import { z } from "zod";
import { warehouse } from "./warehouse.js";

const AboutOrder = z.object({ orderId: z.string() });

const project = defineProject({
  database: env("DATABASE_URL"),
  subjects: {
    order: subject({
      schema: z.object({
        id: z.string(),
        email: z.email(),
        payment: z.enum(["card", "invoice"]),
        gift: z.boolean(),
        abroad: z.boolean(),
        fragile: z.boolean(),
      }),
      source: table("orders", { key: "id" }),
      email: order => order.email,
    }),
  },
  events: {
    "order.placed": event({
      schema: AboutOrder.extend({ lines: z.array(z.string()) }),
      subject: "order",
      id: e => e.orderId,
    }),
    "order.paid": event({ schema: AboutOrder, subject: "order", id: e => e.orderId }),
    "order.shipped": event({ schema: AboutOrder, subject: "order", id: e => e.orderId }),
    "order.canceled": event({ schema: AboutOrder, subject: "order", id: e => e.orderId }),
    "gift.canceled": event({ schema: AboutOrder, subject: "order", id: e => e.orderId }),
    "change.asked": event({ schema: AboutOrder, subject: "order", id: e => e.orderId }),
    "offer.made": event({ schema: AboutOrder.extend({ by: z.string() }), subject: "order", id: e => e.orderId }),
    "line.added": event({ schema: AboutOrder.extend({ line: z.string() }), subject: "order", id: e => e.orderId }),
    "line.picked": event({ schema: AboutOrder.extend({ line: z.string() }), subject: "order", id: e => e.orderId }),
  },
  messages: "./messages",
  channels: { email: smtp({ url: env("SMTP_URL"), from: "Ada <ada@example.com>" }) },
  services: async () => warehouse,
});

declare module "flowline" {
  interface Register {
    project: typeof project;
  }
}

export default project;
