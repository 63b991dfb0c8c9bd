import { describe, expect, it } from "vitest";
import { allowEffect, type EffectHeaders } from "../../src/server/allow-effect.js";

const own: EffectHeaders = {
  host: "127.0.0.1:4400",
  origin: "http://127.0.0.1:4400",
  secFetchSite: "same-origin",
  contentType: "application/json",
};

describe("allowEffect", () => {
  it.each<Partial<EffectHeaders>>([
    {},
    { secFetchSite: undefined },
    { origin: undefined },
    { contentType: "Application/JSON; charset=utf-8" },
    { host: "localhost:4400", origin: "http://localhost:4400" },
  ])("lets the studio's own page with %j", change => {
    expect(allowEffect({ ...own, ...change })).toEqual({ allowed: true });
  });

  it.each<Partial<EffectHeaders>>([
    { origin: "http://evil.test" },
    { origin: "null" },
    { origin: "https://127.0.0.1:4400" },
    { origin: "http://localhost:4400" },
    { secFetchSite: "cross-site" },
    { secFetchSite: "same-site" },
    { secFetchSite: "none" },
    { origin: undefined, secFetchSite: undefined },
    { contentType: "text/plain" },
    { contentType: "application/x-www-form-urlencoded" },
    { contentType: undefined },
  ])("refuses %j", change => {
    expect(allowEffect({ ...own, ...change })).toMatchObject({ allowed: false });
  });
});
