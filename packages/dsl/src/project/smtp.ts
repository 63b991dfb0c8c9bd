import type { SettingOption } from "./env.js";

/** A mail server. */
export interface SmtpOptions {
  /** `smtp://user:password@host:port` or `smtps://...`; best named with `env`, because it holds a password. */
  readonly url: SettingOption;
  /** The sender: `Ada <ada@example.com>`. */
  readonly from: string;
}

/** The channel `email` by SMTP. */
export interface SmtpChannel extends SmtpOptions {
  readonly provider: "smtp";
}

/** Sends mail through an SMTP server. */
export function smtp(options: SmtpOptions): SmtpChannel {
  return Object.freeze({ provider: "smtp", url: options?.url, from: options?.from });
}
