import type { Inbox, InboxMail } from "@flowline/studio";
import type { CaughtMail } from "../mail-catcher/caught-mail.js";
import type { MailCatcher } from "../mail-catcher/mail-catcher.js";

/** The studio's inbox: what the catcher holds, the newest first. */
export function inboxOf(catcher: MailCatcher): Inbox {
  return Object.freeze({
    list: () => catcher.list().map(showMail).toReversed(),
    find: (id: string) => {
      const mail = catcher.find(id);
      return mail === undefined ? undefined : showMail(mail);
    },
  });
}

/** For `--real-smtp`: mails leave, and nothing is kept here. */
export const emptyInbox: Inbox = Object.freeze({ list: () => [], find: () => undefined });

function showMail(mail: CaughtMail): InboxMail {
  const { id, receivedAt, from, subject, messageId } = mail;
  return {
    id,
    receivedAt,
    from,
    to: mail.to.join(", "),
    subject,
    messageId,
    text: mail.text ?? "",
    html: mail.html ?? "",
  };
}
