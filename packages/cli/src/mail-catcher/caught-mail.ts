import type { ParsedMail } from "mailparser";
import { simpleParser } from "mailparser";

/** A mail that arrived, as a page or a test wants to read it. */
export interface CaughtMail {
  /** Counts from "1" and is never given twice by one catcher. */
  readonly id: string;
  /** Real time, ISO 8601 UTC. */
  readonly receivedAt: string;
  /** With its angle brackets; empty where the mail has none. */
  readonly messageId: string;
  /** As the header says it; empty where the mail has none. */
  readonly from: string;
  /** The addresses to which the mail was really sent: those of the envelope. */
  readonly to: readonly string[];
  readonly subject: string;
  /** Null where the mail has no such part, or where the catcher keeps no bodies. */
  readonly text: string | null;
  readonly html: string | null;
  /** Header names in lower case, without the fold of long lines. Of a name that comes twice, the last one. */
  readonly headers: Readonly<Record<string, string>>;
  /** In bytes, as it came over the wire. */
  readonly size: number;
}

/** What the server knows of a mail besides its bytes. */
export interface Arrival {
  readonly id: string;
  readonly receivedAt: string;
  readonly to: readonly string[];
  readonly keepBody: boolean;
}

/** Parses what arrived. Without bodies only the header is read, which is several times as fast. */
export async function readCaughtMail(raw: Buffer, arrival: Arrival): Promise<CaughtMail> {
  const source = arrival.keepBody ? raw : headerOf(raw);
  const mail = await simpleParser(source, { skipTextToHtml: true, skipHtmlToText: true, skipImageLinks: true });
  return Object.freeze({
    id: arrival.id,
    receivedAt: arrival.receivedAt,
    messageId: mail.messageId ?? "",
    from: mail.from?.text ?? "",
    to: Object.freeze([...arrival.to]),
    subject: mail.subject ?? "",
    text: arrival.keepBody ? (mail.text ?? null) : null,
    html: arrival.keepBody ? mail.html || null : null,
    headers: readHeaders(mail),
    size: raw.length,
  });
}

function headerOf(raw: Buffer): Buffer {
  const end = raw.indexOf("\r\n\r\n");
  return end === -1 ? raw : raw.subarray(0, end + 4);
}

function readHeaders(mail: ParsedMail): Readonly<Record<string, string>> {
  const entries = mail.headerLines.map(({ key, line }) => {
    const value = line.slice(line.indexOf(":") + 1).replace(/\r?\n[ \t]+/g, " ");
    return [key, value.trim()] as const;
  });
  return Object.freeze(Object.fromEntries(entries));
}
