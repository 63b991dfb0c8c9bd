import { describe, expect, it } from "vitest";
import { findSecret } from "../../src/3-execute/find-secret.js";

// In two parts, so that nobody who looks for secrets in this repository finds one.
const join = (...parts: readonly string[]) => parts.join("");

describe("a text that looks like a secret", () => {
  it.for([
    [join("sk_live_", "4eC39HqLyjWDarjtT1zdp7dc"), "a Stripe key"],
    [join("key: AKIA", "IOSFODNN7EXAMPLE"), "an AWS access key"],
    [join("-----BEGIN RSA ", "PRIVATE KEY-----\nMIIE"), "a private key"],
    ["postgres://app:hunter2@db.example.com/app", "a URL with a password"],
    ["https://user:p%40ss@example.com", "a URL with a password"],
    [join("ghp_", "a".repeat(36)), "a GitHub token"],
    [join("xoxb-", "1234567890-abcdef"), "a Slack token"],
    [join("eyJhbGciOiJIUzI1NiJ9", ".eyJzdWIiOiIxMjM0In0", ".abcdefghijklmnop"), "a JSON web token"],
  ])("%s", ([text = "", kind]) => {
    expect(findSecret(text)).toBe(kind);
  });

  it.for([
    "postgres://localhost:5432/app",
    "https://example.com/@ada?a=b:c@d",
    "mailto:ada@example.com",
    "Ada <ada@example.com>, at 9:00",
    "sk_live_",
    "risk-adjusted-return-of-the-portfolio",
    "AKIA",
    "-----BEGIN PUBLIC KEY-----",
    "an ordinary sentence that is a good deal longer than a key would ever be",
  ])("is not: %s", text => {
    expect(findSecret(text)).toBeNull();
  });
});
