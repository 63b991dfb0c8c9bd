import type { CaughtMail } from "../mail-catcher/caught-mail.js";
import type { Terminal } from "../output/terminal.js";

const settleMs = 200;
const shown = 5;

/** Tells of mails as they arrive: a few one by one, many as a number. */
export function tellMails(terminal: Terminal): (mail: CaughtMail) => void {
  let waiting: CaughtMail[] = [];
  const tell = (): void => {
    const mails = waiting;
    waiting = [];
    if (mails.length > shown && !terminal.json) {
      terminal.event({ event: "mails" }, `mail   ${mails.length} mails arrived`);
      return;
    }
    for (const { to, subject, messageId } of mails) {
      terminal.event({ event: "mail", to, subject, messageId }, `mail   to ${to.join(", ")}: ${subject}`);
    }
  };
  return mail => {
    waiting.push(mail);
    if (waiting.length === 1) setTimeout(tell, settleMs).unref();
  };
}
