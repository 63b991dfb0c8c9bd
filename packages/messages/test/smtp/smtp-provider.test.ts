import { once } from "node:events";
import type { AddressInfo, Socket } from "node:net";
import { createServer } from "node:net";
import type { ParsedMail } from "mailparser";
import { describe, expect, it, onTestFinished } from "vitest";
import type { OutgoingMail, SmtpProvider, SmtpProviderOptions } from "../../src/index.js";
import { ChannelError, createSmtpProvider } from "../../src/index.js";
import { smtpError, startSmtpServer } from "../support/smtp-test-server.js";

const KEY = "0123456789abcdef0123456789abcdef";

function createProvider(url: string, options: Partial<SmtpProviderOptions> = {}): SmtpProvider {
  const provider = createSmtpProvider({ url, from: "Ada & Co <ada@example.com>", ...options });
  onTestFinished(() => provider.close());
  return provider;
}

function mailTo(to: string, changes: Partial<OutgoingMail> = {}): OutgoingMail {
  return {
    to,
    subject: "Grüße, Ada",
    html: "<p>SECRET-CONTENT ü</p>",
    text: "SECRET-CONTENT ü\n",
    messageId: `<${KEY}@example.com>`,
    idempotencyKey: KEY,
    signal: new AbortController().signal,
    ...changes,
  };
}

function header(mail: ParsedMail | undefined, name: string): string | undefined {
  return mail?.headerLines.find(line => line.key === name)?.line;
}

describe("a mail over SMTP", () => {
  it("arrives as it was handed over", async () => {
    const server = await startSmtpServer();
    const provider = createProvider(server.url);
    await expect(provider.send(mailTo("grace@example.org"))).resolves.toEqual({ status: "accepted" });
    const [mail] = server.mails;
    expect(server.recipients).toEqual([["grace@example.org"]]);
    expect(mail?.from?.text).toBe('"Ada & Co" <ada@example.com>');
    expect(mail?.subject).toBe("Grüße, Ada");
    expect(mail?.html).toBe("<p>SECRET-CONTENT ü</p>");
    expect(mail?.text).toBe("SECRET-CONTENT ü\n");
    expect(header(mail, "message-id")).toBe(`Message-ID: <${KEY}@example.com>`);
    expect(header(mail, "idempotency-key")).toBe(`Idempotency-Key: ${KEY}`);
    expect(header(mail, "x-mailer")).toBeUndefined();
  });

  it("derives its Message-ID from the key and the sender's domain", () => {
    const provider = createProvider("smtp://127.0.0.1:1");
    expect(provider.messageIdOf(KEY)).toBe(`<${KEY}@example.com>`);
  });

  it("carries the same Message-ID and key on every try", async () => {
    let refusals = 2;
    const server = await startSmtpServer({
      onRcptTo: (_address, _session, callback) => {
        refusals -= 1;
        callback(refusals >= 0 ? smtpError(451, "Try again later") : null);
      },
    });
    const provider = createProvider(server.url);
    const first = await provider.send(mailTo("grace@example.org"));
    const second = await provider.send(mailTo("grace@example.org"));
    expect([first.status, second.status]).toEqual(["refused", "refused"]);
    for (let sent = 0; sent < 2; sent += 1) await provider.send(mailTo("grace@example.org"));
    expect(server.mails.map(mail => mail.messageId)).toEqual([`<${KEY}@example.com>`, `<${KEY}@example.com>`]);
  });

  it("goes over connections that are kept", async () => {
    const server = await startSmtpServer();
    const provider = createProvider(server.url, { connections: 2 });
    for (let round = 0; round < 3; round += 1) {
      await Promise.all(Array.from({ length: 10 }, () => provider.send(mailTo("grace@example.org"))));
    }
    expect(server.mails).toHaveLength(30);
    expect(server.connections()).toBeLessThanOrEqual(2);
  });

  it("waits for a server that greets slowly", async () => {
    let greet = () => {};
    const server = await startSmtpServer({
      onConnect: (_session, callback) => {
        greet = () => callback(null);
        arrived();
      },
    });
    let arrived = () => {};
    const connected = new Promise<void>(resolve => {
      arrived = resolve;
    });
    const sending = createProvider(server.url).send(mailTo("grace@example.org"));
    await connected;
    expect(server.mails).toHaveLength(0);
    greet();
    await expect(sending).resolves.toEqual({ status: "accepted" });
  });
});

describe("a refusal", () => {
  const onRcptTo = (code: number, text: string) =>
    startSmtpServer({ onRcptTo: (_address, _session, callback) => callback(smtpError(code, text)) });

  it.each([
    [550, "5.1.1 No such user", false],
    [552, "5.2.2 Mailbox full", false],
    [450, "4.2.1 Greylisted", true],
    [503, "Bad sequence", true],
    [530, "5.7.0 Log in first", true],
  ])("of the recipient with %d %s is final or not by its code", async (code, text, retry) => {
    const server = await onRcptTo(code, text);
    const delivery = await createProvider(server.url).send(mailTo("grace@example.org"));
    expect(delivery).toEqual({
      status: "refused",
      error: `The mail server refused the recipient: ${code} ${text}`,
      retry,
    });
  });

  it.each([
    [554, false],
    [451, true],
  ])("of the mail with %d keeps the server's words out, because they may quote the mail", async (code, retry) => {
    const server = await startSmtpServer({
      onData: (stream, _session, callback) => {
        stream.resume();
        stream.on("end", () => callback(smtpError(code, "SECRET-CONTENT looks like spam")));
      },
    });
    const delivery = await createProvider(server.url).send(mailTo("grace@example.org"));
    expect(delivery).toEqual({ status: "refused", error: `The mail server refused the mail (${code}).`, retry });
  });

  it("of the sender is for an operator to put right", async () => {
    const server = await startSmtpServer({
      onMailFrom: (_address, _session, callback) => callback(smtpError(550, "Sender not allowed")),
    });
    const delivery = await createProvider(server.url).send(mailTo("grace@example.org"));
    expect(delivery).toMatchObject({ status: "refused", retry: true });
    expect(JSON.stringify(delivery)).toContain("refused the sender: 550 Sender not allowed");
  });

  it("of a mail that is too large is final", async () => {
    const server = await startSmtpServer({ size: 100, rejectOversized: true });
    const delivery = await createProvider(server.url).send(mailTo("grace@example.org"));
    expect(delivery).toEqual({ status: "refused", error: "The mail server refused the mail (552).", retry: false });
  });

  it("of the login is tried again and shows no password", async () => {
    const server = await startSmtpServer({ onAuth: (_auth, _session, callback) => callback(new Error("no")) });
    const provider = createProvider(`smtp://ada:hunter2@127.0.0.1:${server.port}`);
    const delivery = await provider.send(mailTo("grace@example.org"));
    expect(delivery).toEqual({
      status: "refused",
      error: `The mail server 127.0.0.1:${server.port} refused the login (535). Check the user and the password.`,
      retry: true,
    });
  });

  it("comes when nobody listens, and the mail goes out once somebody does", async () => {
    const placeholder = createServer().listen(0, "127.0.0.1");
    await once(placeholder, "listening");
    const { port } = placeholder.address() as AddressInfo;
    placeholder.close();
    await once(placeholder, "close");
    const delivery = await createProvider(`smtp://127.0.0.1:${port}`).send(mailTo("grace@example.org"));
    expect(delivery).toEqual({
      status: "refused",
      error: `Nothing listens at 127.0.0.1:${port}. Start the mail server, or correct its address.`,
      retry: true,
    });
  });

  it("comes when a server never greets", async () => {
    const silent = await startRawServer(() => undefined);
    const provider = createProvider(silent.url, { connectTimeoutMs: 50 });
    const delivery = await provider.send(mailTo("grace@example.org"));
    expect(delivery).toMatchObject({ retry: true, error: `The mail server ${silent.where} did not answer in time.` });
  });

  it("comes once, not silently repeated, when the connection breaks in the middle of a mail", async () => {
    let greetings = 0;
    const broken = await startRawServer(socket => {
      greetings += 1;
      socket.write("220 hello\r\n");
      socket.on("data", chunk => {
        if (chunk.includes("EHLO")) socket.write("250 hello\r\n");
        else socket.destroy();
      });
    });
    const delivery = await createProvider(broken.url).send(mailTo("grace@example.org"));
    expect(delivery).toMatchObject({ status: "refused", retry: true });
    expect(JSON.stringify(delivery)).toContain("broke");
    expect(greetings).toBe(1);
  });

  it.each(["ada@example.com, eve@example.com", "ada@example.com\r\nBcc: eve@example.com", "Ada <ada@example.com>", ""])(
    "of the address %j comes before any connection, and is final",
    async to => {
      const server = await startSmtpServer();
      const delivery = await createProvider(server.url).send(mailTo(to));
      expect(delivery).toMatchObject({ status: "refused", retry: false });
      expect(JSON.stringify(delivery)).toContain("The recipient's address cannot be used");
      expect(server.connections()).toBe(0);
    },
  );

  it("never holds a word of the mail", async () => {
    const server = await onRcptTo(550, "no");
    const delivery = await createProvider(server.url).send(mailTo("grace@example.org"));
    expect(JSON.stringify(delivery)).not.toContain("SECRET");
    expect(JSON.stringify(delivery)).not.toContain("Grüße");
  });
});

describe("an aborted mail", () => {
  it("is not sent", async () => {
    const server = await startSmtpServer();
    const delivery = await createProvider(server.url).send(
      mailTo("grace@example.org", { signal: AbortSignal.abort() }),
    );
    expect(delivery).toMatchObject({ status: "refused", retry: true });
    expect(server.connections()).toBe(0);
  });
});

describe("headers", () => {
  it("cannot be added through the subject", async () => {
    const server = await startSmtpServer();
    await createProvider(server.url).send(
      mailTo("grace@example.org", { subject: "Hi\r\nBcc: eve@example.com\r\nX-Evil: 1" }),
    );
    const [mail] = server.mails;
    expect(mail?.bcc).toBeUndefined();
    expect(header(mail, "x-evil")).toBeUndefined();
    expect(server.recipients).toEqual([["grace@example.org"]]);
  });

  it("cannot be added through the key or the Message-ID", async () => {
    const provider = createProvider("smtp://127.0.0.1:1");
    await expect(provider.send(mailTo("a@example.org", { idempotencyKey: "a\r\nBcc: x" }))).rejects.toThrow(TypeError);
    await expect(provider.send(mailTo("a@example.org", { messageId: "<a\r\n@b>" }))).rejects.toThrow(TypeError);
  });
});

describe("createSmtpProvider", () => {
  it("refuses a sender that is no sender", () => {
    const create = (from: string) => () => createSmtpProvider({ url: "smtp://127.0.0.1:1", from });
    expect(create("Ada")).toThrow(ChannelError);
    expect(create("ada@example.com\r\nBcc: eve@example.com")).toThrow(/`from`/);
  });

  it("answers and does not hang once it is closed", async () => {
    const provider = createSmtpProvider({ url: "smtp://127.0.0.1:1", from: "ada@example.com" });
    provider.close();
    await expect(provider.send(mailTo("grace@example.org"))).resolves.toMatchObject({ retry: true });
  });
});

/** A server that does not know SMTP, to break the protocol at will. */
async function startRawServer(onConnection: (socket: Socket) => void) {
  const sockets = new Set<Socket>();
  const server = createServer(socket => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    onConnection(socket);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const where = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url: `smtp://${where}`, where };
}
