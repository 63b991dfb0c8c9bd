import { manual, workdays } from "flowline";
import { z } from "zod";
import { Approvers } from "./services.js";

const BudgetRequest = z.object({
  id: z.string(),
  amount: z.number(),
  requestedBy: z.email(),
  manager: z.email(),
});

/** Two of those who may, not the requester; then the manager; then it is parked. Each way ends in the audit. */
export default manual(BudgetRequest)
  .do("who may decide", { output: Approvers }, ({ trigger, services }) =>
    services.staff.approvers({ amount: trigger.amount }),
  )
  .approval(
    "budget",
    {
      of: ({ steps }) => steps["who may decide"].people,
      not: ({ trigger }) => trigger.requestedBy,
      need: 2,
      remind: ["24h", "48h"],
      within: workdays(3),
    },
    {
      approved: b => b.set({ granted: true }),
      rejected: b => b.set({ granted: false }).send("request-declined", { to: ({ trigger }) => trigger.requestedBy }),
      timeout: b =>
        b.approval(
          "manager",
          { of: ({ trigger }) => trigger.manager, within: workdays(2) },
          {
            approved: b => b.set({ granted: true }),
            rejected: b =>
              b.set({ granted: false }).send("request-declined", { to: ({ trigger }) => trigger.requestedBy }),
            timeout: b =>
              b.set({ granted: false }).send("request-parked", { to: ({ trigger }) => trigger.requestedBy }),
          },
        ),
    },
  )
  .when(
    ({ vars }) => vars.granted,
    b =>
      b
        .do("book it", ({ trigger, services }) =>
          services.billing.book({ amount: trigger.amount, by: trigger.requestedBy }),
        )
        .send("request-approved", { to: ({ trigger }) => trigger.requestedBy }),
  )
  .do("write the audit row", ({ trigger, services }) => services.billing.audit({ request: trigger.id }));
