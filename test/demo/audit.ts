import type { Person } from "./population.js";

/** A mail that arrived, as far as the audit looks at it. */
export interface ArrivedMail {
  readonly to: string;
  readonly message: MessageKind;
  readonly messageId: string;
  /** Whether it came after the clock had been pushed seven days. */
  readonly afterTheWeek: boolean;
}

export type MessageKind = "hi" | "upgrade" | "unknown";

export interface Audit {
  /** Mails that arrived, repeats included. */
  readonly hi: number;
  readonly upgrade: number;
  /** Mails that came a second time, each with the Message-ID of the first. */
  readonly duplicates: number;
  /** People who should have got a mail and did not. */
  readonly missing: number;
  /** Mails that came before their time. */
  readonly early: number;
  /** Mails to people who should not have got them, and repeats under another Message-ID. Never reported as anything but a failure. */
  readonly wrong: number;
}

/** Counts from the mails alone who got what; the engine's own records are not asked. */
export function auditMails(mails: readonly ArrivedMail[], people: readonly Person[]): Audit {
  const enrolled = people.filter(person => person.signedUpToday);
  const hi = auditMessage(mails, "hi", enrolled);
  const late = enrolled.filter(person => !person.upgraded && !person.upgradesInTheWeek);
  const upgrade = auditMessage(mails, "upgrade", late);
  return {
    hi: hi.arrived,
    upgrade: upgrade.arrived,
    duplicates: hi.duplicates + upgrade.duplicates,
    missing: hi.missing + upgrade.missing,
    early: mails.filter(mail => mail.message === "upgrade" && !mail.afterTheWeek).length,
    wrong: hi.wrong + upgrade.wrong + mails.filter(mail => mail.message === "unknown").length,
  };
}

function auditMessage(mails: readonly ArrivedMail[], message: MessageKind, expected: readonly Person[]) {
  const wanted = new Set(expected.map(person => person.email));
  const firstIds = new Map<string, string>();
  const count = { arrived: 0, duplicates: 0, missing: 0, wrong: 0 };
  for (const mail of mails) {
    if (mail.message !== message) {
      continue;
    }
    count.arrived += 1;
    const first = firstIds.get(mail.to);
    if (!wanted.has(mail.to)) {
      count.wrong += 1;
    } else if (first === undefined) {
      firstIds.set(mail.to, mail.messageId);
    } else if (first === mail.messageId) {
      count.duplicates += 1;
    } else {
      count.wrong += 1;
    }
  }
  count.missing = wanted.size - firstIds.size;
  return count;
}
