/** The mails that a development mail catcher holds. `flow dev` has one; the studio only reads it. */
export interface Inbox {
  /** Newest first. */
  list(): readonly InboxMail[];
  find(id: string): InboxMail | undefined;
}

/** One mail as it arrived. */
export interface InboxMail {
  /** Names the mail in this inbox; unlike the Message-ID it is never given twice. */
  readonly id: string;
  /** Real time, ISO 8601 UTC. */
  readonly receivedAt: string;
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  /** The text part, or the empty text where there is none. */
  readonly text: string;
  /** The HTML part, or the empty text where there is none. Shown only inside a sandboxed frame. */
  readonly html: string;
  readonly messageId: string;
}
