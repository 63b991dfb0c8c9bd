import { defineProject, env, event, smtp, subject, table } from "flowline";
import { z } from "zod";

/** The project that the spellings on the pages of findings are compiled in. */
export default defineProject({
  database: env("DATABASE_URL"),
  subjects: {
    user: subject({
      schema: z.object({
        id: z.string(),
        email: z.string(),
        name: z.string().nullable(),
        plan: z.enum(["free", "pro", "team"]),
        age: z.number().optional(),
        logins: z.int(),
        tags: z.array(z.string()),
        created_at: z.date(),
        trial_ends_at: z.date().nullish(),
        upgraded: z.boolean(),
      }),
      source: table("users", { key: "id" }),
      email: user => user.email,
    }),
  },
  events: {
    "user.seen": event({
      schema: z.object({ userId: z.string(), page: z.string() }),
      subject: "user",
      id: e => e.userId,
      keys: { page: e => e.page },
    }),
    "order.placed": event({
      schema: z.object({ userId: z.string(), total: z.number() }),
      subject: "user",
      id: e => e.userId,
    }),
    "list.due": event({
      schema: z.object({ userId: z.string(), items: z.array(z.object({ active: z.boolean() })) }),
      subject: "user",
      id: e => e.userId,
    }),
  },
  messages: "./messages/",
  channels: { email: smtp({ url: env("SMTP_URL"), from: "Ada <ada@example.com>" }) },
});
