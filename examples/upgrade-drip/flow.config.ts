import { defineProject, env, smtp, startOfToday, subject, table } from "flowline";
import { z } from "zod";

const User = z.object({
  id: z.number(),
  email: z.email(),
  name: z.string(),
  upgraded: z.boolean(),
  created_at: z.date(),
});

const project = defineProject({
  database: env("DATABASE_URL"),
  subjects: {
    user: subject({
      schema: User,
      source: table("users", { key: "id" }),
      derive: { signed_up_today: user => user.created_at >= startOfToday() },
      email: user => user.email,
    }),
  },
  messages: "./messages",
  channels: { email: smtp({ url: env("SMTP_URL"), from: "Ada from Tidepool <ada@example.com>" }) },
});

declare module "flowline" {
  interface Register {
    project: typeof project;
  }
}

export default project;
