import { ChannelError } from "./channel-error.js";

/** Where and how to reach a mail server. */
export interface SmtpServer {
  readonly host: string;
  readonly port: number;
  /** `implicit`: TLS from the first byte; `required`: STARTTLS or nothing; `offered`: where the server has it; `none`. */
  readonly tls: "implicit" | "required" | "offered" | "none";
  readonly login: { readonly user: string; readonly password: string } | null;
}

/**
 * Reads `smtp://user:password@host:port` or `smtps://...`. A password never travels in clear text except to this very
 * machine: with `smtp://`, a login makes STARTTLS a must. `?tls=required` asks for the same without a login. To a
 * loopback address there is no TLS at all, because a local catcher has no certificate that one could check. Errors
 * never repeat the URL, which may hold a password.
 */
export function readSmtpUrl(text: string): SmtpServer {
  const url = readUrl(text);
  const host = url.hostname.replace(/^\[(.*)\]$/, "$1");
  const login = readLogin(url);
  const isSecure = url.protocol === "smtps:";
  const isRequired = readOptions(url);
  return Object.freeze({
    host,
    port: url.port === "" ? (isSecure ? 465 : 587) : Number(url.port),
    tls: isSecure ? "implicit" : isRequired ? "required" : defaultTls(host, login),
    login,
  });
}

function readUrl(text: string): URL {
  if (!URL.canParse(text)) throw bad("it is not a URL");
  const url = new URL(text);
  if (url.protocol !== "smtp:" && url.protocol !== "smtps:") throw bad("it does not begin with smtp:// or smtps://");
  if (url.hostname === "") throw bad("it names no host");
  if ((url.pathname !== "" && url.pathname !== "/") || url.hash !== "") throw bad("it has a path or a fragment");
  return url;
}

function defaultTls(host: string, login: SmtpServer["login"]): SmtpServer["tls"] {
  if (isLoopback(host)) return "none";
  return login === null ? "offered" : "required";
}

function bad(problem: string): ChannelError {
  return new ChannelError(
    `The address of the mail server cannot be used: ${problem}. Write smtp://user:password@host:port or smtps://...`,
  );
}

function readLogin(url: URL): SmtpServer["login"] {
  if (url.username === "" && url.password === "") return null;
  try {
    const login = { user: decodeURIComponent(url.username), password: decodeURIComponent(url.password) };
    return Object.freeze(login);
  } catch {
    throw bad("a % in the user or the password must be written %25");
  }
}

/** Whether TLS is asked for. An option that would be ignored is an error. */
function readOptions(url: URL): boolean {
  for (const [name, value] of url.searchParams) {
    if (name !== "tls" || value !== "required") throw bad("its only option is ?tls=required");
  }
  return url.searchParams.has("tls");
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127\.\d+\.\d+\.\d+$/.test(host);
}
