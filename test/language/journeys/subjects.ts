import { z } from "zod";

export const User = z.object({
  id: z.string(),
  name: z.string(),
  email: z.email(),
  timezone: z.string().nullable(),
  language: z.string().nullable(),
  upgraded: z.boolean(),
  subscribed_to_news: z.boolean(),
  monthly_usage: z.number(),
  mrr: z.number(),
  last_seen_at: z.date(),
  last_coupon_at: z.date().nullable(),
  trial_ends_at: z.date().nullable(),
});

export const Company = z.object({
  id: z.string(),
  name: z.string(),
  owner_email: z.email(),
  team_invited_at: z.date().nullable(),
  data_imported_at: z.date().nullable(),
  first_report_at: z.date().nullable(),
});

export const Contract = z.object({
  id: z.string(),
  customer: z.string(),
  owner_email: z.email(),
  manager_email: z.email(),
  renews_on: z.date(),
  notice_by: z.date(),
});

export const Appointment = z.object({
  id: z.string(),
  name: z.string(),
  email: z.email(),
  phone: z.string(),
  timezone: z.string(),
  starts_at: z.date(),
  confirmed: z.boolean(),
});

export const Alert = z.object({ id: z.string(), team: z.string(), title: z.string() });

export const Endpoint = z.object({ id: z.string(), owner_email: z.email(), url: z.url(), secret_name: z.string() });

export const Product = z.object({ id: z.string(), title: z.string(), stock: z.number() });

export const Document = z.object({
  id: z.string(),
  title: z.string(),
  sender_email: z.email(),
  expires_at: z.date(),
  renews: z.boolean(),
});

export const Ticket = z.object({
  id: z.string(),
  title: z.string(),
  customer_email: z.email(),
  agent_email: z.email(),
  manager_email: z.email(),
  priority: z.enum(["low", "normal", "urgent"]),
});

export const Incident = z.object({
  id: z.string(),
  title: z.string(),
  owner_email: z.email(),
  manager_email: z.email(),
});

export const Lead = z.object({
  id: z.string(),
  name: z.string(),
  email: z.email(),
  country: z.string(),
  seats: z.number(),
});
