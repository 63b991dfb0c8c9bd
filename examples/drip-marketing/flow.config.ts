import { defineProject, env, event, smtp, subject, table } from "flowline";
import { z } from "zod";

const User = z.object({
  id: z.string(),
  email: z.email(),
  name: z.string(),
  timezone: z.string().nullable(),
  upgraded: z.boolean(),
  albums: z.number(),
});

const AboutUser = z.object({ userId: z.string() });

const project = defineProject({
  database: env("DATABASE_URL"),
  subjects: {
    user: subject({
      schema: User,
      source: table("users", { key: "id" }),
      email: user => user.email,
      zone: user => user.timezone,
    }),
  },
  events: {
    "user.signed_up": event({ schema: AboutUser, subject: "user", id: e => e.userId }),
    "album.shared": event({ schema: AboutUser, subject: "user", id: e => e.userId }),
    "mail.answered": event({ schema: AboutUser, subject: "user", id: e => e.userId }),
    "mail.unsubscribed": event({ schema: AboutUser, subject: "user", id: e => e.userId }),
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
