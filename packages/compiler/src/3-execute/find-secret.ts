/** What secrets look like, and what they are called. Made for few false alarms: a key that nobody knows passes. */
const SECRETS: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----/, "a private key"],
  [/\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@]+:[^\s/@]+@[^\s/]/i, "a URL with a password"],
  [/\b(?:sk|rk)_(?:live|test)_[A-Za-z0-9]{8,}/, "a Stripe key"],
  [/\bwhsec_[A-Za-z0-9+/]{16,}/, "a webhook secret"],
  [/\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/, "an AWS access key"],
  [/\bgh[pousr]_[A-Za-z0-9]{30,}/, "a GitHub token"],
  [/\bgithub_pat_[A-Za-z0-9_]{30,}/, "a GitHub token"],
  [/\bxox[abprs]-[A-Za-z0-9-]{10,}/, "a Slack token"],
  [/\bsk-(?:ant-|proj-)?[A-Za-z0-9_-]{20,}/, "an API key"],
  [/\bSG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,}/, "a SendGrid key"],
  [/\bAIza[A-Za-z0-9_-]{35}\b/, "a Google API key"],
  [/\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}/, "a JSON web token"],
];

/** What kind of secret a text seems to hold, or null. */
export function findSecret(text: string): string | null {
  // Shorter than any of them, as nearly every text in a flow is.
  if (text.length < 12) return null;
  return SECRETS.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}
