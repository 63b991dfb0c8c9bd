import type { SMTPPoolOptions } from "nodemailer";
import { createTransport } from "nodemailer";
import { ChannelError } from "./channel-error.js";
import type { Refusal } from "./describe-smtp-error.js";
import { describeSmtpError } from "./describe-smtp-error.js";
import { readMailAddress, readSender } from "./mail-address.js";
import type { SmtpServer } from "./smtp-url.js";
import { readSmtpUrl } from "./smtp-url.js";

/** Options of `createSmtpProvider`. Every duration is real time in milliseconds. */
export interface SmtpProviderOptions {
  /** `smtp://user:password@host:port` or `smtps://...`; see `readSmtpUrl` for what it says about TLS. */
  readonly url: string;
  /** The From header: `ada@example.com` or `Ada <ada@example.com>`. */
  readonly from: string;
  /** How many connections are open at once, at most. They are kept and used again. Default 5. */
  readonly connections?: number;
  /** How long to wait for a name, a connection and a greeting, each. Default 15,000. */
  readonly connectTimeoutMs?: number;
  /** How long a connected server may stay silent. Default 60,000. */
  readonly answerTimeoutMs?: number;
}

/** One mail to one person. */
export interface OutgoingMail {
  readonly to: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  /** With its angle brackets. */
  readonly messageId: string;
  /** The same on every try; travels in the header `Idempotency-Key`. */
  readonly idempotencyKey: string;
  /** Aborts a mail that waits for a connection, and the connection of one that is under way. */
  readonly signal: AbortSignal;
}

/** What came of a mail. `accepted` is the server's word that it now answers for it. */
export type Delivery = { readonly status: "accepted" } | Refusal;

/** Hands mails to one SMTP server. Never rejects for what the server does. */
export interface SmtpProvider {
  readonly name: "smtp";
  /** The Message-ID of every try of one step: the key at the sender's domain. */
  messageIdOf(idempotencyKey: string): string;
  send(mail: OutgoingMail): Promise<Delivery>;
  /** Closes idle connections; one that is delivering finishes first. Later sends are refused with `retry`. */
  close(): void;
}

/** Throws `ChannelError` where the URL or the sender cannot be used. Connects when the first mail is sent. */
export function createSmtpProvider(options: SmtpProviderOptions): SmtpProvider {
  const server = readSmtpUrl(options.url);
  const sender = readSender(options.from);
  if ("problem" in sender) {
    throw new ChannelError(`The sender (\`from\`) cannot be used: ${sender.problem}. Write Ada <ada@example.com>.`);
  }
  const transport = createTransport(poolOptions(server, options));
  // A connection that dies while idle is replaced by the next send, which reports what it meets.
  transport.on("error", () => undefined);
  const from = { name: sender.name, address: sender.address };
  const send = async (mail: OutgoingMail): Promise<Delivery> => {
    const reading = readMailAddress(mail.to);
    if ("problem" in reading) {
      return { status: "refused", error: `The recipient's address cannot be used: ${reading.problem}.`, retry: false };
    }
    if (!HEADER_TOKEN.test(mail.idempotencyKey) || !MESSAGE_ID.test(mail.messageId)) {
      throw new TypeError("An idempotency key and a Message-ID hold letters, digits and -._@<> only.");
    }
    try {
      await transport.sendMail({
        from,
        to: { name: "", address: reading.address },
        envelope: { from: sender.address, to: [reading.address] },
        subject: mail.subject,
        html: mail.html,
        text: mail.text,
        messageId: mail.messageId,
        headers: { "Idempotency-Key": mail.idempotencyKey },
        signal: mail.signal,
        xMailer: false,
        disableFileAccess: true,
        disableUrlAccess: true,
      });
      return { status: "accepted" };
    } catch (error) {
      return describeSmtpError(error, server);
    }
  };
  return Object.freeze({
    name: "smtp" as const,
    messageIdOf: (idempotencyKey: string) => `<${idempotencyKey}@${sender.domain}>`,
    send,
    close: () => transport.close(),
  });
}

const HEADER_TOKEN = /^[A-Za-z0-9._-]{1,200}$/;
const MESSAGE_ID = /^<[A-Za-z0-9._-]{1,200}@[A-Za-z0-9.-]{1,253}>$/;

function poolOptions(server: SmtpServer, options: SmtpProviderOptions): SMTPPoolOptions & { pool: true } {
  const connectMs = options.connectTimeoutMs ?? 15_000;
  return {
    pool: true,
    host: server.host,
    port: server.port,
    secure: server.tls === "implicit",
    requireTLS: server.tls === "required",
    ignoreTLS: server.tls === "none",
    ...(server.login === null ? {} : { auth: { user: server.login.user, pass: server.login.password } }),
    maxConnections: options.connections ?? 5,
    maxMessages: 1000,
    // A try is a try: whether a broken one is repeated is the engine's decision, which history shows.
    maxRequeues: 0,
    dnsTimeout: connectMs,
    connectionTimeout: connectMs,
    greetingTimeout: connectMs,
    socketTimeout: options.answerTimeoutMs ?? 60_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}
