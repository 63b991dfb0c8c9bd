import type { Inbox, InboxMail } from "@flowline/studio";

/** An inbox over a list that a test may change. */
export function inboxOf(mails: readonly InboxMail[]): Inbox {
  return { list: () => mails, find: id => mails.find(mail => mail.id === id) };
}

/** A mail as the catcher would hold it. */
export function mail(id: string, to: string, subject: string, html: string): InboxMail {
  return {
    id,
    receivedAt: "2026-03-02T08:06:12.000Z",
    from: "Ada at Example <ada@example.com>",
    to,
    subject,
    text: html.replace(/<[^>]*>/g, " ").trim(),
    html,
    messageId: `<${id}.hi@flowline.example.com>`,
  };
}

/** A mail's HTML in the form that the messages package renders. */
export function letter(body: string): string {
  return `<!doctype html><html><head><meta charset="utf-8"><title>x</title></head><body style="margin:0;padding:32px;font:16px/1.6 system-ui,sans-serif;color:#222"><div style="max-width:560px">${body}</div></body></html>`;
}
