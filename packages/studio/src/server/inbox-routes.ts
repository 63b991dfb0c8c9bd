import type { Hono } from "hono";
import type { MailSummaryView, MailView } from "../api/types.js";
import { frameMail } from "./frame-mail.js";
import type { Inbox, InboxMail } from "./inbox.js";
import { problem } from "./problem.js";
import { refuse } from "./refuse.js";
import { MAIL_POLICY } from "./security-headers.js";

/** Adds the inbox: the newest mails that match `q`, one mail's text, and its HTML as a page for a sandboxed frame. */
export function routeInbox(app: Hono, inbox: Inbox): void {
  app.get("/api/inbox", context => {
    const words = (context.req.query("q") ?? "").toLowerCase();
    const all = inbox.list();
    const found = all.filter(mail => `${mail.to}\n${mail.subject}`.toLowerCase().includes(words));
    return context.json({ mails: found.slice(0, PAGE).map(summarize), found: found.length, total: all.length });
  });
  app.get("/api/inbox/:id", context => {
    const mail = inbox.find(context.req.param("id"));
    if (mail === undefined) {
      return refuse(context, problem(404, "UNKNOWN_MAIL", "There is no mail with this id."));
    }
    const view: MailView = { ...summarize(mail), text: mail.text, hasHtml: mail.html !== "" };
    return context.json(view);
  });
  app.get("/api/inbox/:id/html", context => {
    const mail = inbox.find(context.req.param("id"));
    context.header("content-security-policy", MAIL_POLICY);
    return mail === undefined
      ? context.text("There is no mail with this id.", 404)
      : context.html(frameMail(mail.html));
  });
}

/** A person reads no further, and the page asks every second. */
const PAGE = 200;

function summarize({ id, receivedAt, from, to, subject, messageId }: InboxMail): MailSummaryView {
  return { id, receivedAt, from, to, subject, messageId };
}
