import { defineProject, env, event, smtp, startOfToday, subject, table } from "flowline";
import * as Fact from "./facts.js";
import { createServices } from "./services.js";
import * as Row from "./subjects.js";

const project = defineProject({
  database: env("DATABASE_URL"),
  subjects: {
    user: subject({
      schema: Row.User,
      source: table("users", { key: "id" }),
      derive: { active_today: user => user.last_seen_at >= startOfToday() },
      email: user => user.email,
      zone: user => user.timezone,
      locale: user => user.language,
    }),
    company: subject({
      schema: Row.Company,
      source: table("companies", { key: "id" }),
      email: company => company.owner_email,
    }),
    contract: subject({
      schema: Row.Contract,
      source: table("contracts", { key: "id" }),
      email: contract => contract.owner_email,
    }),
    appointment: subject({
      schema: Row.Appointment,
      source: table("appointments", { key: "id" }),
      email: appointment => appointment.email,
      zone: appointment => appointment.timezone,
    }),
    alert: subject({ schema: Row.Alert, source: table("alerts", { key: "id" }) }),
    endpoint: subject({
      schema: Row.Endpoint,
      source: table("endpoints", { key: "id" }),
      email: endpoint => endpoint.owner_email,
    }),
    product: subject({ schema: Row.Product, source: table("products", { key: "id" }) }),
    document: subject({
      schema: Row.Document,
      source: table("documents", { key: "id" }),
      email: document => document.sender_email,
    }),
    ticket: subject({
      schema: Row.Ticket,
      source: table("tickets", { key: "id" }),
      email: ticket => ticket.agent_email,
    }),
    incident: subject({
      schema: Row.Incident,
      source: table("incidents", { key: "id" }),
      email: incident => incident.owner_email,
    }),
    lead: subject({ schema: Row.Lead, source: table("leads", { key: "id" }), email: lead => lead.email }),
  },
  events: {
    "user.signed_up": event({ schema: Fact.AboutUser, subject: "user", id: e => e.userId }),
    "user.first_value": event({ schema: Fact.AboutUser, subject: "user", id: e => e.userId }),
    "user.active": event({ schema: Fact.AboutUser, subject: "user", id: e => e.userId }),
    "user.replied": event({ schema: Fact.AboutUser, subject: "user", id: e => e.userId }),
    "trial.started": event({ schema: Fact.AboutUser, subject: "user", id: e => e.userId }),
    "subscription.created": event({ schema: Fact.AboutUser, subject: "user", id: e => e.userId }),
    "subscription.deleted": event({ schema: Fact.AboutUser, subject: "user", id: e => e.userId }),
    "deletion.confirmed": event({ schema: Fact.AboutUser, subject: "user", id: e => e.userId }),
    "deletion.canceled": event({ schema: Fact.AboutUser, subject: "user", id: e => e.userId }),
    "cart.updated": event({
      schema: Fact.Cart,
      subject: "user",
      id: e => e.userId,
      keys: { cart: e => e.cartId },
    }),
    "order.placed": event({
      schema: Fact.Order,
      subject: "user",
      id: e => e.userId,
      keys: { cart: e => e.cartId, product: e => e.productId },
    }),
    "order.delivered": event({ schema: Fact.Delivered, subject: "user", id: e => e.userId }),
    "survey.answered": event({ schema: Fact.Score, subject: "user", id: e => e.userId }),
    "invoice.payment_failed": event({
      schema: Fact.FailedPayment,
      subject: "user",
      id: e => e.userId,
      keys: { invoice: e => e.invoiceId },
    }),
    "invoice.paid": event({
      schema: Fact.Invoice,
      subject: "user",
      id: e => e.userId,
      keys: { invoice: e => e.invoiceId },
    }),
    "usage.reported": event({
      schema: Fact.Usage,
      subject: "user",
      id: e => e.userId,
      keys: { period: e => e.period },
    }),
    "period.ended": event({
      schema: Fact.Period,
      subject: "user",
      id: e => e.userId,
      keys: { period: e => e.period },
    }),
    "stock.offered": event({
      schema: Fact.Offer,
      subject: "user",
      id: e => e.userId,
      keys: { product: e => e.productId },
    }),
    "notification.created": event({ schema: Fact.Notification, subject: "user", id: e => e.userId }),
    "company.created": event({ schema: Fact.AboutCompany, subject: "company", id: e => e.companyId }),
    "milestone.reached": event({ schema: Fact.Milestone, subject: "company", id: e => e.companyId }),
    "contract.signed": event({ schema: Fact.AboutContract, subject: "contract", id: e => e.contractId }),
    "renewal.decided": event({ schema: Fact.AboutContract, subject: "contract", id: e => e.contractId }),
    "appointment.booked": event({ schema: Fact.AboutAppointment, subject: "appointment", id: e => e.appointmentId }),
    "appointment.canceled": event({ schema: Fact.AboutAppointment, subject: "appointment", id: e => e.appointmentId }),
    "appointment.confirmed": event({ schema: Fact.AboutAppointment, subject: "appointment", id: e => e.appointmentId }),
    "alert.fired": event({ schema: Fact.AboutAlert, subject: "alert", id: e => e.alertId }),
    "alert.acked": event({ schema: Fact.AboutAlert, subject: "alert", id: e => e.alertId }),
    "alert.resolved": event({ schema: Fact.AboutAlert, subject: "alert", id: e => e.alertId }),
    "webhook.due": event({
      schema: Fact.Webhook,
      subject: "endpoint",
      id: e => e.endpointId,
      keys: { delivery: e => e.deliveryId },
    }),
    "product.changed": event({ schema: Fact.AboutProduct, subject: "product", id: e => e.productId }),
    "product.deleted": event({ schema: Fact.AboutProduct, subject: "product", id: e => e.productId }),
    "channel.accepted": event({ schema: Fact.Listed, subject: "product", id: e => e.productId }),
    "channel.rejected": event({ schema: Fact.Listed, subject: "product", id: e => e.productId }),
    "inventory.changed": event({ schema: Fact.AboutProduct, subject: "product", id: e => e.productId }),
    "document.sent": event({ schema: Fact.SentDocument, subject: "document", id: e => e.documentId }),
    "document.viewed": event({ schema: Fact.SignerDid, subject: "document", id: e => e.documentId }),
    "document.signed": event({ schema: Fact.SignerDid, subject: "document", id: e => e.documentId }),
    "document.declined": event({ schema: Fact.SignerDid, subject: "document", id: e => e.documentId }),
    "ticket.changed": event({ schema: Fact.TicketChange, subject: "ticket", id: e => e.ticketId }),
    "ticket.replied": event({ schema: Fact.AboutTicket, subject: "ticket", id: e => e.ticketId }),
    "incident.resolved": event({ schema: Fact.ResolvedIncident, subject: "incident", id: e => e.incidentId }),
    "postmortem.published": event({ schema: Fact.Postmortem, subject: "incident", id: e => e.incidentId }),
    "action.closed": event({
      schema: Fact.ClosedAction,
      subject: "incident",
      id: e => e.incidentId,
      keys: { action: e => e.actionId },
    }),
    "action.agreed": event({
      schema: Fact.ClosedAction,
      subject: "incident",
      id: e => e.incidentId,
      keys: { action: e => e.actionId },
    }),
    "lead.created": event({ schema: Fact.AboutLead, subject: "lead", id: e => e.leadId }),
    "lead.contacted": event({ schema: Fact.AboutLead, subject: "lead", id: e => e.leadId }),
    "lead.replied": event({ schema: Fact.AboutLead, subject: "lead", id: e => e.leadId }),
  },
  messages: "./messages",
  channels: { email: smtp({ url: env("SMTP_URL"), from: "Ada from Tidepool <ada@example.com>" }) },
  services: createServices,
});

declare module "flowline" {
  interface Register {
    project: typeof project;
  }
}

export default project;
