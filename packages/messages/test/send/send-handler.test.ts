import type { Expression, SendAction, StepAttempt } from "@flowline/ir";
import { describe, expect, it, onTestFinished } from "vitest";
import type { SendHandlerOptions } from "../../src/index.js";
import { createSendHandler, createSmtpProvider, loadMessages } from "../../src/index.js";
import { createProject } from "../support/message-project.js";
import { smtpError, startSmtpServer } from "../support/smtp-test-server.js";

const KEY = "0123456789abcdef0123456789abcdef";
const EMAIL: Expression = { op: "field", name: "email", type: { scalar: "text", nullable: true } };

function sendAction(changes: Partial<SendAction> = {}): SendAction {
  const base: SendAction = {
    type: "send",
    message: "hi",
    channel: "email",
    delivery: "idempotent",
    to: EMAIL,
    data: null,
    reads: ["email", "name"],
  };
  return { ...base, ...changes };
}

function attemptOf(changes: Partial<StepAttempt> = {}): StepAttempt {
  return {
    flow: "drip",
    nodeId: "hi",
    action: sendAction(),
    runId: "1",
    subjectName: "user",
    subjectId: "42",
    subject: { email: "ada@example.com", name: "Ada" },
    idempotencyKey: KEY,
    attempt: 1,
    signal: new AbortController().signal,
    ...changes,
  };
}

async function loadLibrary() {
  const hi = "---\nsubject: Hi {{ user.name }}\n---\nHello **{{ name }}**, SECRET\n";
  return loadMessages(await createProject({ "messages/hi.md": hi, "messages/bad.md": "no" }), "messages");
}

/** A provider that must not be asked. */
const NOBODY: SendHandlerOptions["provider"] = {
  name: "smtp",
  messageIdOf: key => `<${key}@example.com>`,
  send: () => Promise.reject(new Error("sent")),
};

describe("check", () => {
  it("serves a send whose message exists and needs no more than is read", async () => {
    const handler = createSendHandler({ library: await loadLibrary(), provider: NOBODY });
    expect(handler.check(sendAction())).toEqual({ served: true });
  });

  it.each([
    ["an unknown message", sendAction({ message: "hii" }), 'There is no message "hii". Did you mean "hi"?'],
    ["a broken message", sendAction({ message: "bad" }), 'The message "bad" is broken.'],
    [
      "a field that is not read",
      sendAction({ reads: ["email"] }),
      "mentions name, which the deployed flow does not read",
    ],
    [
      "an address that reads the clock",
      sendAction({
        to: {
          op: "if",
          test: { op: "equal", left: { op: "now" }, right: { op: "startOfToday" }, negated: false },
          yes: EMAIL,
          no: EMAIL,
          type: { scalar: "text", nullable: true },
        },
      }),
      "depends on the clock",
    ],
  ])("leaves %s to other workers and says why", async (_, action, reason) => {
    const handler = createSendHandler({ library: await loadLibrary(), provider: NOBODY });
    expect(handler.check(action)).toEqual({ served: false, reason: expect.stringContaining(reason) });
  });

  it("is not confused by a literal that looks like the clock", async () => {
    const handler = createSendHandler({ library: await loadLibrary(), provider: NOBODY });
    const to: Expression = { op: "literal", value: '"op":"now"', type: { scalar: "text", nullable: false } };
    expect(handler.check(sendAction({ to }))).toEqual({ served: true });
  });
});

describe("send", () => {
  it("renders the message and hands it over, and keeps who got what but not the content", async () => {
    const server = await startSmtpServer();
    const provider = createSmtpProvider({ url: server.url, from: "Flow <flow@example.net>" });
    onTestFinished(() => provider.close());
    const handler = createSendHandler({ library: await loadLibrary(), provider });
    const result = await handler.send(attemptOf());
    expect(result).toEqual({
      status: "completed",
      output: { to: "ada@example.com", messageId: `<${KEY}@example.net>`, provider: "smtp" },
    });
    const [mail] = server.mails;
    expect(mail?.subject).toBe("Hi Ada");
    expect(mail?.html).toContain("Hello <strong>Ada</strong>");
    expect(mail?.text).toBe("Hello Ada, SECRET\n");
    expect(mail?.messageId).toBe(`<${KEY}@example.net>`);
  });

  it("passes on what the server refused", async () => {
    const server = await startSmtpServer({
      onRcptTo: (_address, _session, callback) => callback(smtpError(550, "No such user")),
    });
    const provider = createSmtpProvider({ url: server.url, from: "flow@example.net" });
    onTestFinished(() => provider.close());
    const handler = createSendHandler({ library: await loadLibrary(), provider });
    expect(await handler.send(attemptOf())).toEqual({
      status: "failed",
      error: "The mail server refused the recipient: 550 No such user",
      retry: false,
    });
  });

  it.each([null, ""])("fails for good for a subject whose address is %j", async email => {
    const handler = createSendHandler({ library: await loadLibrary(), provider: NOBODY });
    const result = await handler.send(attemptOf({ subject: { email, name: "Ada" } }));
    expect(result).toEqual({ status: "failed", error: "user 42 has no mail address.", retry: false });
  });

  it("fails until the next deployment where the message is gone", async () => {
    const handler = createSendHandler({ library: await loadLibrary(), provider: NOBODY });
    const result = await handler.send(attemptOf({ action: sendAction({ message: "gone" }) }));
    expect(result).toEqual({ status: "failed", error: 'There is no message "gone".', retry: true });
  });

  it("hands nothing over once the worker has stopped", async () => {
    const handler = createSendHandler({ library: await loadLibrary(), provider: NOBODY });
    const result = await handler.send(attemptOf({ signal: AbortSignal.abort() }));
    expect(result).toMatchObject({ status: "failed", retry: true });
  });
});
