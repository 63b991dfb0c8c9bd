import { describe, expect, it } from "vitest";
import { allowHost } from "../../src/server/allow-host.js";

describe("allowHost", () => {
  it.each(["127.0.0.1:4400", "localhost:4400", "[::1]:4400"])("lets %s in", host => {
    expect(allowHost(["Accept", "*/*", "hOst", host], 4400)).toBe(true);
  });

  it.each([
    "evil.test:4400",
    "localhost.evil:4400",
    "127.0.0.1.nip.io:4400",
    "127.0.0.1:4401",
    "127.0.0.1",
    "localhost",
    "127.1:4400",
    "2130706433:4400",
    "user@127.0.0.1:4400",
    "127.0.0.1:4400, evil.test",
    "",
  ])("keeps %j out", host => {
    expect(allowHost(["Host", host], 4400)).toBe(false);
  });

  it("keeps out who names no host, or two", () => {
    expect(allowHost(["Accept", "127.0.0.1:4400"], 4400)).toBe(false);
    expect(allowHost(["Host", "127.0.0.1:4400", "Host", "127.0.0.1:4400"], 4400)).toBe(false);
  });
});
