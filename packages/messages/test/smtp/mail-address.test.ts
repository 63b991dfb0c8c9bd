import { describe, expect, it } from "vitest";
import { readMailAddress, readSender } from "../../src/smtp/mail-address.js";

describe("readMailAddress", () => {
  it.each([
    ["ada@example.com", "ada@example.com"],
    ["a.b+c_d-e'f@sub.example.co.uk", "a.b+c_d-e'f@sub.example.co.uk"],
    ["ada@localhost", "ada@localhost"],
    ["Ada@Example.COM", "Ada@example.com"],
    ["ada@bücher.example", "ada@xn--bcher-kva.example"],
  ])("reads %s", (text, address) => {
    expect(readMailAddress(text)).toEqual({ address });
  });

  it.each([
    ["", "empty"],
    ["ada@example.com\r\nRCPT TO:<eve@example.com>", "line break"],
    ["ada@example.com\n", "line break"],
    ["ada\0@example.com", "line break"],
    [" ada@example.com", "space"],
    ["ada@example.com eve@example.com", "space"],
    ["ada@example.com,eve@example.com", "several"],
    ["ada@example.com;eve@example.com", "several"],
    ["Ada<ada@example.com>", "bare"],
    ['"a@evil.example x"@example.com', "space"],
    ['"a"@example.com', "bare"],
    ["a(comment)@example.com", "bare"],
    ["group:ada@example.com", "bare"],
    ["ada@[127.0.0.1]", "bare"],
    ["a\\@b@example.com", "bare"],
    ["ada", "no @"],
    ["ada@eve@example.com", "more than one @"],
    ["@example.com", "before the @"],
    [".ada@example.com", "before the @"],
    ["a..b@example.com", "before the @"],
    ["jörg@example.com", "before the @"],
    [`${"a".repeat(65)}@example.com`, "64"],
    ["ada@", "not a domain"],
    ["ada@-x.example", "not a domain"],
    ["ada@example..com", "not a domain"],
    ["ada@example.com.", "not a domain"],
    ["ada@ex_ample.com", "not a domain"],
    [`ada@${"a".repeat(64)}.example`, "not a domain"],
    ["ada@%00.example", "not a domain"],
  ])("refuses %j and does not repeat it", (text, problem) => {
    const reading = readMailAddress(text);
    expect(reading).toEqual({ problem: expect.stringContaining(problem) });
    if (text !== "") expect(JSON.stringify(reading)).not.toContain(text);
  });
});

describe("readSender", () => {
  it.each([
    ["ada@example.com", "", "ada@example.com"],
    ["Ada <ada@example.com>", "Ada", "ada@example.com"],
    ['"Ada, of Example" <ada@example.com>', "Ada, of Example", "ada@example.com"],
    ["Jörg <joerg@example.com>", "Jörg", "joerg@example.com"],
  ])("reads %s", (text, name, address) => {
    expect(readSender(text)).toEqual({ name, address, domain: "example.com" });
  });

  it.each([
    "Ada",
    "Ada <ada@example.com>\r\nBcc: x@example.com",
    "a@b.example, c@d.example",
    "<a@b.example> <c@d.example>",
  ])("refuses %j", text => {
    expect(readSender(text)).toHaveProperty("problem");
  });
});
