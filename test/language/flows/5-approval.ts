import { manual } from "flowline";
import { BudgetRequest } from "./schema.js";

export const managerApproval = manual(BudgetRequest).approval("manager", { of: "boss@example.com", within: "14d" });

export default manual(BudgetRequest).approval(
  "budget",
  {
    of: ({ trigger }) => trigger.approvers,
    need: 2,
    reject: "any",
    not: ({ trigger }) => trigger.requestedBy,
    remind: ["24h", "48h"],
    within: "3d",
  },
  {
    approved: b => b.do("book", ({ trigger, services }) => services.db.book(trigger)),
    rejected: b => b.send("rejected", { to: ({ trigger }) => trigger.requestedBy }),
    timeout: b => b.call(managerApproval, ({ trigger }) => trigger),
  },
);
