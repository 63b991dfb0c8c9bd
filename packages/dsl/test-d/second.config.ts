import { defineProject, subject, table } from "flowline";
import { z } from "zod";

/** A second project in the same program, used through its own words. */
export const { send } = defineProject({
  database: "postgres://localhost/shop",
  subjects: {
    order: subject({
      schema: z.object({ number: z.string(), total: z.number(), paid: z.boolean() }),
      source: table("shop.orders", { key: "number" }),
    }),
  },
  messages: "./mails",
});
