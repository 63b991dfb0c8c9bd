import { defineProject, env, smtp, subject, table } from "flowline";
import { z } from "zod";

const Account = z.object({
  id: z.string(),
  company: z.string(),
  owner_name: z.string(),
  owner_email: z.email().nullable(),
  seats: z.number(),
  monthly_spend: z.number(),
  canceled_at: z.date().nullable(),
  reason: z.enum(["price", "unused", "quality", "other"]).nullable(),
});

const project = defineProject({
  database: env("DATABASE_URL"),
  subjects: {
    account: subject({
      schema: Account,
      source: table("accounts", { key: "id" }),
      derive: { active: account => account.canceled_at === null },
      email: account => account.owner_email,
    }),
  },
  messages: "./messages",
  channels: { email: smtp({ url: env("SMTP_URL"), from: "Quayside <hello@example.com>" }) },
});

/** The second project of this repository: its words are taken from it, because "flowline" has those of the first. */
export const { send } = project;

export default project;
