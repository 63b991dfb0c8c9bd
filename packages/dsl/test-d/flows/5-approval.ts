import { manual } from "./flow.config.js";
import { BudgetRequest } from "./schema.js";

const managerApproval = manual(undefined, { name: "manager-approval" }).approval("manager", { of: "boss@example.com" });

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
    rejected: b => b.send("rejected"),
    timeout: b => b.call(managerApproval),
  },
);
