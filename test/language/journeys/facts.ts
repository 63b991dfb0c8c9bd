import { z } from "zod";

// What the events of the project carry.

export const AboutUser = z.object({ userId: z.string() });
export const AboutCompany = z.object({ companyId: z.string() });
export const AboutContract = z.object({ contractId: z.string() });
export const AboutAppointment = z.object({ appointmentId: z.string() });
export const AboutAlert = z.object({ alertId: z.string() });
export const AboutProduct = z.object({ productId: z.string() });
export const AboutTicket = z.object({ ticketId: z.string() });
export const AboutLead = z.object({ leadId: z.string() });

export const Cart = AboutUser.extend({ cartId: z.string(), total: z.number(), items: z.array(z.string()) });
export const Order = AboutUser.extend({ cartId: z.string(), productId: z.string() });
export const Delivered = AboutUser.extend({ category: z.enum(["food", "fashion", "furniture"]) });
export const Score = AboutUser.extend({ score: z.number() });
export const Invoice = AboutUser.extend({ invoiceId: z.string() });
export const FailedPayment = Invoice.extend({
  subscription: z.string(),
  decline: z.enum(["hard", "soft"]),
  attempt: z.number(),
  nextAttempt: z.date().nullable(),
});
export const Period = AboutUser.extend({ period: z.string() });
export const Usage = Period.extend({ percent: z.number() });
export const Offer = AboutUser.extend({ productId: z.string(), title: z.string() });
export const Notification = AboutUser.extend({ text: z.string(), urgent: z.boolean() });

export const Milestone = AboutCompany.extend({ name: z.enum(["team", "data", "report"]) });
export const Webhook = z.object({
  endpointId: z.string(),
  deliveryId: z.string(),
  body: z.record(z.string(), z.unknown()),
});
export const Listed = AboutProduct.extend({ version: z.string() });

const Signer = z.object({ email: z.email(), phone: z.string() });
export const SentDocument = z.object({ documentId: z.string(), signers: z.array(Signer) });
export const SignerDid = z.object({ documentId: z.string(), email: z.email() });

export const TicketChange = AboutTicket.extend({ status: z.enum(["open", "pending", "solved"]) });

const Action = z.object({ id: z.string(), title: z.string() });
export const ResolvedIncident = z.object({ incidentId: z.string(), severity: z.number() });
export const Postmortem = z.object({ incidentId: z.string(), actions: z.array(Action) });
export const ClosedAction = z.object({ incidentId: z.string(), actionId: z.string() });
