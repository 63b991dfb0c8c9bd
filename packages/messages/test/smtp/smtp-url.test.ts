import { describe, expect, it } from "vitest";
import { ChannelError } from "../../src/index.js";
import { readSmtpUrl } from "../../src/smtp/smtp-url.js";

describe("readSmtpUrl", () => {
  it.each([
    ["smtp://127.0.0.1:2525", { host: "127.0.0.1", port: 2525, tls: "none", login: null }],
    ["smtp://localhost", { host: "localhost", port: 587, tls: "none", login: null }],
    ["smtp://[::1]:25/", { host: "::1", port: 25, tls: "none", login: null }],
    ["smtp://mail.example.com", { host: "mail.example.com", port: 587, tls: "offered", login: null }],
    ["smtp://mail.example.com?tls=required", { host: "mail.example.com", port: 587, tls: "required", login: null }],
    ["smtps://mail.example.com", { host: "mail.example.com", port: 465, tls: "implicit", login: null }],
  ])("reads %s", (text, server) => {
    expect(readSmtpUrl(text)).toEqual(server);
  });

  it("never sends a password to another machine without TLS", () => {
    const server = readSmtpUrl("smtp://ada%40example.com:p%25%3A%2F@mail.example.com:2525");
    expect(server.login).toEqual({ user: "ada@example.com", password: "p%:/" });
    expect(server.tls).toBe("required");
  });

  it.each([
    "",
    "mail.example.com:25",
    "http://mail.example.com",
    "smtp://",
    "smtp://mail.example.com/inbox",
    "smtp://mail.example.com?pool=true",
    "smtp://mail.example.com?tls=never",
    "smtp://ada:hunter2%@mail.example.com",
    "smtp://ada:hunter2@mail.example.com:99999",
  ])("refuses %j and does not repeat a password", text => {
    expect(() => readSmtpUrl(text)).toThrow(ChannelError);
    expect(() => readSmtpUrl(text)).toThrow("The address of the mail server cannot be used");
    expect(() => readSmtpUrl(text)).not.toThrow("hunter2");
  });
});
