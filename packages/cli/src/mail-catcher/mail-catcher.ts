import { once } from "node:events";
import type { SMTPServerDataStream, SMTPServerSession } from "smtp-server";
import { SMTPServer } from "smtp-server";
import type { CaughtMail } from "./caught-mail.js";
import { readCaughtMail } from "./caught-mail.js";
import { MailCatcherError } from "./mail-catcher-error.js";

/** Options of `startMailCatcher`. */
export interface MailCatcherOptions {
  /** Default 0: any free port. */
  readonly port?: number;
  /** How many mails are kept, the newest ones. `Infinity` keeps all. Default 10,000. */
  readonly limit?: number;
  /** False keeps headers only, for those who count thousands of mails. Default true. */
  readonly keepBodies?: boolean;
  /** Called for every mail once it is kept, before the client hears that it was accepted. Must not throw. */
  readonly onMail?: (mail: CaughtMail) => void;
}

/** An SMTP server that accepts everything and delivers nothing. Only programs on this machine can reach it. */
export interface MailCatcher {
  readonly port: number;
  /** `smtp://127.0.0.1:PORT` */
  readonly url: string;
  /** Oldest first. */
  list(): readonly CaughtMail[];
  find(id: string): CaughtMail | undefined;
  clear(): void;
  /** Calls the listener for every later mail. The result takes it off again. */
  onMail(listener: (mail: CaughtMail) => void): () => void;
  /** Stops listening and drops the connections that are open. */
  close(): Promise<void>;
}

const HOST = "127.0.0.1";
const CLOSE_TIMEOUT_MS = 1000;
const MAX_MAIL_BYTES = 25 * 1024 * 1024;

/** Starts a mail catcher. Rejects with `MailCatcherError` where the port cannot be had. */
export async function startMailCatcher(options: MailCatcherOptions = {}): Promise<MailCatcher> {
  const store = createStore(options.limit ?? 10_000);
  const listeners = new Set<(mail: CaughtMail) => void>(options.onMail === undefined ? [] : [options.onMail]);
  const keepBody = options.keepBodies ?? true;
  const server = createServer(async (raw, to) => {
    const receivedAt = new Date().toISOString();
    const mail = await readCaughtMail(raw, { id: store.nextId(), receivedAt, to, keepBody });
    store.keep(mail);
    for (const listener of listeners) listener(mail);
  });
  const port = await listen(server, options.port ?? 0);
  return Object.freeze({
    port,
    url: `smtp://${HOST}:${port}`,
    list: store.list,
    find: store.find,
    clear: store.clear,
    onMail: (listener: (mail: CaughtMail) => void) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    close: () => close(server),
  });
}

function createStore(limit: number) {
  const mails = new Map<string, CaughtMail>();
  let count = 0;
  return {
    nextId: (): string => {
      count += 1;
      return String(count);
    },
    keep: (mail: CaughtMail): void => {
      mails.set(mail.id, mail);
      const [oldest] = mails.keys();
      if (mails.size > limit && oldest !== undefined) mails.delete(oldest);
    },
    list: (): readonly CaughtMail[] => Object.freeze([...mails.values()]),
    find: (id: string): CaughtMail | undefined => mails.get(id),
    clear: (): void => mails.clear(),
  };
}

/** A mail counts once its last byte is here: a client that dies before has sent nothing. */
function createServer(take: (raw: Buffer, to: readonly string[]) => Promise<void>): SMTPServer {
  const server = new SMTPServer({
    // A login is accepted, whatever it is, so that production settings can be tried as they are.
    authOptional: true,
    allowInsecureAuth: true,
    onAuth: (auth, _session, callback) => callback(null, { user: auth.username ?? "anyone" }),
    // The built-in certificate is known to everybody, so there is nothing to offer STARTTLS with.
    disabledCommands: ["STARTTLS"],
    disableReverseLookup: true,
    // A pool sends hundreds of mails over one connection without ever logging in.
    maxAllowedUnauthenticatedCommands: false,
    closeTimeout: CLOSE_TIMEOUT_MS,
    logger: false,
    size: MAX_MAIL_BYTES,
    rejectOversized: true,
    onData: (stream: SMTPServerDataStream, session: SMTPServerSession, callback) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        if (stream.sizeExceeded) return callback(null);
        const to = session.envelope.rcptTo.map(recipient => recipient.address);
        take(Buffer.concat(chunks), to).then(() => callback(null, "Caught"), callback);
      });
    },
  });
  return server;
}

async function listen(server: SMTPServer, port: number): Promise<number> {
  const failed = new Promise<never>((_, reject) => {
    server.once("error", error => reject(readListenError(error, port)));
  });
  server.listen(port, HOST);
  await Promise.race([once(server.server, "listening"), failed]);
  // From here on errors are those of clients that went away, which is nothing to a catcher.
  server.on("error", () => undefined);
  const address = server.server.address();
  if (address === null || typeof address === "string") throw new Error("The mail catcher has no port.");
  return address.port;
}

function readListenError(error: Error, port: number): Error {
  const code = "code" in error ? error.code : undefined;
  if (code === "EADDRINUSE") return new MailCatcherError("PORT_IN_USE", port, error);
  if (code === "EACCES") return new MailCatcherError("PORT_REFUSED", port, error);
  return error;
}

function close(server: SMTPServer): Promise<void> {
  return new Promise(resolve => {
    server.close(resolve);
    for (const connection of server.connections) connection.close();
  });
}
