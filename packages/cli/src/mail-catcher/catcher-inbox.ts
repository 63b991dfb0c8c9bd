import type { Inbox, InboxMail } from "@flowline/studio";
import type { CaughtMail } from "./caught-mail.js";
import type { MailCatcher } from "./mail-catcher.js";

/** What a mail catcher has caught, as the studio's page wants to show it. */
export function createCatcherInbox(catcher: Pick<MailCatcher, "list" | "find">): Inbox {
  return Object.freeze({
    list: () => catcher.list().map(toInboxMail).reverse(),
    find: (id: string) => {
      const mail = catcher.find(id);
      return mail === undefined ? undefined : toInboxMail(mail);
    },
  });
}

function toInboxMail(mail: CaughtMail): InboxMail {
  const { id, receivedAt, from, to, subject, text, html, messageId } = mail;
  return Object.freeze({
    id,
    receivedAt,
    from,
    to: to.join(", "),
    subject,
    text: text ?? "",
    html: html ?? "",
    messageId,
  });
}
