import { describe, expect, it } from "vitest";
import { readClockPush } from "../../src/server/read-clock-push.js";

describe("readClockPush", () => {
  it("reads milliseconds", () => {
    expect(readClockPush('{ "byMs": 86400000 }')).toEqual({ byMs: 86_400_000 });
  });

  it.each([
    "",
    "{",
    "null",
    "[]",
    "5",
    "{}",
    '{"byMs":"1"}',
    '{"byMs":1.5}',
    '{"byMs":1e300}',
    '{"byMs":0}',
    '{"byMs":-1}',
    '{"byMs":31622400001}',
    '{"byMs":1,"and":2}',
    '{"__proto__":{"byMs":1}}',
  ])("refuses %s", body => {
    expect(readClockPush(body)).toMatchObject({ status: 400, body: { error: { code: "BAD_BODY" } } });
  });
});
