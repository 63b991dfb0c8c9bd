import type { ProjectIr } from "@flowline/ir";
import { EVENTS } from "../arbitrary/flow-parts.js";
import { SEED_FLOW } from "../seed-flow.js";

/** A project with everything that one can have. */
export const PROJECT: ProjectIr = {
  irVersion: 0,
  subjects: {
    user: {
      ...SEED_FLOW.subject,
      email: { op: "field", name: "email", type: { scalar: "text", nullable: false } },
      zone: null,
      locale: null,
    },
  },
  events: EVENTS,
  messages: "./messages",
  database: { env: "DATABASE_URL" },
  channels: { email: { provider: "smtp", url: { value: "smtp://localhost:2525" }, from: "Ada <ada@example.com>" } },
};
