import type { SmtpServer } from "./smtp-url.js";

/** Why a mail was not handed over, and whether trying again makes sense. */
export interface Refusal {
  readonly status: "refused";
  /** For operators: what happened and what to do. Never a password, never a word of the mail. */
  readonly error: string;
  readonly retry: boolean;
}

/**
 * Only an answer about *this recipient or this mail* is final: a 5xx to RCPT TO or to DATA. Everything else would meet
 * every other mail too (a server that is down, slow, full or misconfigured, a login that is refused, a sender who may
 * not send), so it is tried again, and the error says what an operator has to put right.
 */
export function describeSmtpError(error: unknown, server: SmtpServer): Refusal {
  const facts = readFacts(error);
  const where = `${server.host}:${server.port}`;
  switch (facts.code) {
    case "EAUTH":
    case "ENOAUTH":
      return retry(`The mail server ${where} refused the login${facts.reply}. Check the user and the password.`);
    case "EDNS":
      return retry(`The mail server's name ${server.host} cannot be resolved. Check the host in the server's URL.`);
    case "ETLS":
      return retry(
        `The mail server ${where} and we cannot agree on TLS. Check its certificate and its STARTTLS setting.`,
      );
    case "ETIMEDOUT":
      return retry(`The mail server ${where} did not answer in time.`);
    case "ESOCKET":
    case "ECONNECTION":
      return retry(describeConnection(facts, where));
    case "EABORT":
      return retry("The send was given up before the mail server had answered, because the worker stops.");
    default:
      return describeReply(facts, where);
  }
}

interface Facts {
  readonly code: string;
  /** What the operating system called it: `ECONNREFUSED`, ... */
  readonly systemCode: string;
  readonly command: string;
  readonly responseCode: number;
  /** ` (550 5.1.1)` or empty. The text of an answer to DATA may quote the mail, so only its numbers are kept. */
  readonly reply: string;
  /** The text of the answer, for use where the server has not seen the mail yet. */
  readonly text: string;
}

function readFacts(error: unknown): Facts {
  const field = (name: string): unknown =>
    typeof error === "object" && error !== null ? Reflect.get(error, name) : undefined;
  const responseCode = Number(field("responseCode") ?? 0);
  const response = String(field("response") ?? "");
  const enhanced = /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})\b/.exec(response)?.[1];
  const numbers = [responseCode || "", enhanced ?? ""].filter(part => part !== "").join(" ");
  return {
    code: String(field("code") ?? ""),
    systemCode: String(field("originalCode") ?? ""),
    command: String(field("command") ?? ""),
    responseCode,
    reply: numbers === "" ? "" : ` (${numbers})`,
    text: response.replace(/\p{Cc}+/gu, " ").slice(0, 200),
  };
}

function describeConnection(facts: Facts, where: string): string {
  if (facts.systemCode === "ECONNREFUSED") {
    return `Nothing listens at ${where}. Start the mail server, or correct its address.`;
  }
  return `The connection to the mail server ${where} broke${facts.reply}.`;
}

function describeReply(facts: Facts, where: string): Refusal {
  const isFinal = facts.responseCode >= 500 && facts.responseCode <= 599 && facts.responseCode !== 503;
  if (facts.command === "RCPT TO") {
    const text = `The mail server refused the recipient: ${facts.text}`;
    // 530 asks for a login, 550 5.7.x and the like may be about us, but nothing tells them from a verdict on the person.
    return { status: "refused", error: text, retry: !isFinal || facts.responseCode === 530 };
  }
  if (facts.command === "MAIL FROM") {
    return retry(`The mail server refused the sender: ${facts.text} Check \`from\` and the login.`);
  }
  if (facts.command === "DATA") {
    return { status: "refused", error: `The mail server refused the mail${facts.reply}.`, retry: !isFinal };
  }
  return retry(`The mail server ${where} did not take the mail${facts.reply}.`);
}

function retry(error: string): Refusal {
  return { status: "refused", error, retry: true };
}
