import { z } from "zod";

export const User = z.object({
  id: z.string(),
  email: z.email(),
  tz: z.string().nullable(),
  lang: z.string().nullable(),
  upgraded: z.boolean(),
  created_at: z.date(),
});
export const Alert = z.object({ id: z.string(), team_email: z.email() });
export const Endpoint = z.object({ id: z.string(), url: z.url(), secretName: z.string(), owner_email: z.email() });
export const Cart = z.object({ userId: z.string(), cartId: z.string(), total: z.number(), items: z.array(z.string()) });
export const Order = z.object({ userId: z.string(), cartId: z.string() });
export const Invoice = z.object({
  userId: z.string(),
  invoiceId: z.string(),
  subscription: z.string(),
  declineClass: z.enum(["hard", "soft"]),
  nextAttempt: z.date().nullable(),
});
export const AlertEvent = z.object({ alertId: z.string() });
export const Delivery = z.object({
  endpointId: z.string(),
  deliveryId: z.string(),
  payload: z.record(z.string(), z.unknown()),
});
export const BudgetRequest = z.object({ approvers: z.array(z.string()), requestedBy: z.string(), amount: z.number() });
export const Store = z.object({ id: z.string() });
export const Product = z.object({ id: z.string(), title: z.string() });
export const Changes = z.object({ changed: z.array(Product) });
export const Accepted = z.object({ id: z.string() });
