import { once } from "node:events";
import type { AddressInfo } from "node:net";
import type { ParsedMail } from "mailparser";
import { simpleParser } from "mailparser";
import type { SMTPServerOptions } from "smtp-server";
import { SMTPServer } from "smtp-server";
import { onTestFinished } from "vitest";

export interface SmtpTestServer {
  readonly port: number;
  readonly url: string;
  readonly mails: readonly ParsedMail[];
  /** The envelope's recipients, one list per mail. */
  readonly recipients: readonly (readonly string[])[];
  /** How many connections were opened. */
  readonly connections: () => number;
}

/** A real SMTP server on the loopback interface that parses what arrives; `respondWith` answers otherwise. */
export async function startSmtpServer(respondWith: SMTPServerOptions = {}): Promise<SmtpTestServer> {
  const mails: ParsedMail[] = [];
  const recipients: string[][] = [];
  let connections = 0;
  const server = new SMTPServer({
    authOptional: true,
    allowInsecureAuth: true,
    disabledCommands: ["STARTTLS"],
    disableReverseLookup: true,
    closeTimeout: 100,
    onData: (stream, session, callback) => {
      simpleParser(stream).then(mail => {
        mails.push(mail);
        recipients.push(session.envelope.rcptTo.map(recipient => recipient.address));
        callback(null);
      }, callback);
    },
    ...respondWith,
  });
  server.on("connect", () => {
    connections += 1;
  });
  server.on("error", () => undefined);
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  onTestFinished(() => new Promise<void>(resolve => server.close(resolve)));
  const { port } = server.server.address() as AddressInfo;
  return { port, url: `smtp://127.0.0.1:${port}`, mails, recipients, connections: () => connections };
}

/** An SMTP error with the code that the server answers with. */
export function smtpError(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}
