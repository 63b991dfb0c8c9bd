import { once } from "node:events";
import { connect } from "node:net";
import { createInterface } from "node:readline";
import { createSmtpProvider } from "@flowline/messages";
import { describe, expect, it, onTestFinished } from "vitest";
import { createCatcherInbox } from "../../src/mail-catcher/catcher-inbox.js";
import type { CaughtMail } from "../../src/mail-catcher/caught-mail.js";
import type { MailCatcherOptions } from "../../src/mail-catcher/mail-catcher.js";
import { startMailCatcher } from "../../src/mail-catcher/mail-catcher.js";
import { MailCatcherError } from "../../src/mail-catcher/mail-catcher-error.js";

async function start(options: MailCatcherOptions = {}) {
  const catcher = await startMailCatcher(options);
  onTestFinished(() => catcher.close());
  return catcher;
}

function createSender(url: string) {
  const provider = createSmtpProvider({ url, from: "Flow <flow@example.com>" });
  onTestFinished(() => provider.close());
  return async (to: string, key: string) => {
    const delivery = await provider.send({
      to,
      subject: `Grüße ${key}`,
      html: `<p>Hello ${key}</p>`,
      text: `Hello ${key}\n`,
      messageId: `<${key}@example.com>`,
      idempotencyKey: key,
      signal: new AbortController().signal,
    });
    expect(delivery).toEqual({ status: "accepted" });
  };
}

describe("a mail catcher", () => {
  it("shows what arrived", async () => {
    const catcher = await start();
    expect(catcher.url).toBe(`smtp://127.0.0.1:${catcher.port}`);
    await createSender(catcher.url)("ada@example.org", "k1");
    const [mail] = catcher.list();
    expect(mail).toMatchObject({
      id: "1",
      messageId: "<k1@example.com>",
      from: '"Flow" <flow@example.com>',
      to: ["ada@example.org"],
      subject: "Grüße k1",
      text: "Hello k1\n",
      html: "<p>Hello k1</p>",
    });
    expect(mail?.headers["idempotency-key"]).toBe("k1");
    expect(mail?.headers["mime-version"]).toBe("1.0");
    expect(mail?.size).toBeGreaterThan(300);
    expect(mail?.receivedAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(catcher.find("1")).toBe(mail);
    expect(catcher.find("2")).toBeUndefined();
  });

  it("keeps the newest mails up to its limit and never gives an id twice", async () => {
    const catcher = await start({ limit: 2 });
    const send = createSender(catcher.url);
    for (const key of ["a", "b", "c"]) await send("ada@example.org", key);
    expect(catcher.list().map(mail => [mail.id, mail.messageId])).toEqual([
      ["2", "<b@example.com>"],
      ["3", "<c@example.com>"],
    ]);
    catcher.clear();
    expect(catcher.list()).toEqual([]);
    await send("ada@example.org", "d");
    expect(catcher.list().map(mail => mail.id)).toEqual(["4"]);
  });

  it("counts repeats, because a mail that arrives twice is what a test looks for", async () => {
    const catcher = await start({ limit: Number.POSITIVE_INFINITY });
    const send = createSender(catcher.url);
    await Promise.all([send("ada@example.org", "k"), send("ada@example.org", "k")]);
    expect(catcher.list().map(mail => mail.messageId)).toEqual(["<k@example.com>", "<k@example.com>"]);
  });

  it("keeps no bodies where it is told so", async () => {
    const catcher = await start({ keepBodies: false });
    await createSender(catcher.url)("ada@example.org", "k");
    expect(catcher.list()).toMatchObject([
      { messageId: "<k@example.com>", to: ["ada@example.org"], subject: "Grüße k", text: null, html: null },
    ]);
    expect(catcher.list()[0]?.size).toBeGreaterThan(300);
  });

  it("tells its listeners of every mail before the client hears of it", async () => {
    const seen: string[] = [];
    const note = (name: string) => (mail: CaughtMail) => seen.push(`${name} ${mail.id}`);
    const catcher = await start({ onMail: note("first") });
    const remove = catcher.onMail(note("second"));
    const send = createSender(catcher.url);
    await send("ada@example.org", "a");
    expect(seen).toEqual(["first 1", "second 1"]);
    remove();
    await send("ada@example.org", "b");
    expect(seen).toEqual(["first 1", "second 1", "first 2"]);
  });

  it("accepts any login", async () => {
    const catcher = await start();
    await createSender(`smtp://ada:secret@127.0.0.1:${catcher.port}`)("ada@example.org", "k");
    expect(catcher.list()).toHaveLength(1);
  });

  it("does not count a mail whose sender died in the middle of it, and lives on", async () => {
    const catcher = await start();
    const socket = connect(catcher.port, "127.0.0.1");
    const lines = createInterface({ input: socket })[Symbol.asyncIterator]();
    for (const command of ["HELO x", "MAIL FROM:<a@example.com>", "RCPT TO:<b@example.com>", "DATA"]) {
      await lines.next();
      socket.write(`${command}\r\n`);
    }
    expect((await lines.next()).value).toMatch(/^354/);
    socket.write("Subject: half\r\n\r\nHello");
    socket.resetAndDestroy();
    await once(socket, "close");
    await createSender(catcher.url)("ada@example.org", "whole");
    expect(catcher.list().map(mail => mail.subject)).toEqual(["Grüße whole"]);
  });

  it("is an inbox for the studio, newest first", async () => {
    const catcher = await start();
    const inbox = createCatcherInbox(catcher);
    const send = createSender(catcher.url);
    await send("ada@example.org", "a");
    await send("grace@example.org", "b");
    expect(inbox.list().map(mail => [mail.id, mail.to])).toEqual([
      ["2", "grace@example.org"],
      ["1", "ada@example.org"],
    ]);
    expect(inbox.find("1")).toMatchObject({ subject: "Grüße a", text: "Hello a\n", html: "<p>Hello a</p>" });
    expect(inbox.find("3")).toBeUndefined();
  });

  it("says which port is taken and what to do", async () => {
    const { port } = await start();
    const second = startMailCatcher({ port });
    await expect(second).rejects.toThrow(MailCatcherError);
    await expect(second).rejects.toMatchObject({
      code: "PORT_IN_USE",
      port,
      message: expect.stringContaining(`cannot listen on port ${port}: another program does.`),
    });
  });

  it("closes although clients keep their connections, and frees its port", async () => {
    const catcher = await startMailCatcher();
    await createSender(catcher.url)("ada@example.org", "k");
    await catcher.close();
    const again = await start({ port: catcher.port });
    expect(again.port).toBe(catcher.port);
  });
});
