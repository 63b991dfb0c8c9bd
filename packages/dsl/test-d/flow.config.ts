import { defineProject, env, event, smtp, startOfToday, subject, table } from "flowline";
import { z } from "zod";

/** The project that bare words belong to in this program. */
export const project = defineProject({
  database: env("DATABASE_URL"),
  subjects: {
    user: subject({
      schema: z.object({
        id: z.string(),
        name: z.string(),
        email: z.email(),
        plan: z.enum(["free", "pro"]),
        visits: z.coerce.number(),
        upgraded: z.boolean(),
        created_at: z.coerce.date(),
        last_seen_at: z.date().nullable(),
      }),
      source: table("users", { key: "id" }),
      derive: {
        signed_up_today: user => user.created_at >= startOfToday(),
        greeting: user => user.name,
      },
      email: user => user.email,
    }),
  },
  events: {
    "user.signed_up": event({ subject: "user", id: e => e.userId }),
    "order.placed": event({
      schema: z.object({ userId: z.string(), orderId: z.string(), total: z.number(), at: z.date() }),
      subject: "user",
      id: e => e.userId,
      keys: { order: e => e.orderId, user: e => e.userId },
    }),
    "order.paid": event({
      schema: z.object({ userId: z.string(), paid: z.number() }),
      subject: "user",
      id: e => e.userId,
    }),
    "order.voided": event({ schema: z.object({ reason: z.string() }), subject: "user" }),
    "market.closed": event({ schema: z.object({ index: z.number().optional() }) }),
  },
  messages: "./messages",
  services: async () => ({ shop: { charge: async (amount: number) => ({ receipt: String(amount) }) } }),
  channels: { email: smtp({ url: env("SMTP_URL"), from: "Ada <ada@example.com>" }) },
});

declare module "flowline" {
  interface Register {
    project: typeof project;
  }
}
