import { describe, expect, test } from "vitest";
import { draftArgument } from "../../src/draft/draft-argument.js";
import { defineProject } from "../../src/project/define-project.js";
import { days, months, next, weeks, workdays } from "../../src/words/calendar.js";

const cyclic: Record<string, unknown> = {};
cyclic.self = cyclic;
class Pool {}

describe("the draft of an argument", () => {
  test.each([
    [undefined, "undefined"],
    [7n, "a bigint"],
    [Symbol("x"), "a symbol"],
    [Number.NaN, "NaN"],
    [Number.POSITIVE_INFINITY, "Infinity"],
    [new Map(), "a Map"],
    [new Pool(), "a Pool"],
    [new Date(Number.NaN), "an invalid Date"],
    [defineProject({ database: "x", subjects: {}, messages: "x" }), "a project"],
  ])("says in words what cannot be carried: %s", (value, what) => {
    expect(draftArgument(value)).toEqual({ kind: "odd", what });
  });

  test("stops at a value that contains itself and at one nested too deep", () => {
    expect(draftArgument(cyclic)).toEqual({
      kind: "object",
      members: { self: { kind: "odd", what: "a value that contains itself" } },
    });
    let deep: unknown = 1;
    for (let depth = 0; depth < 1000; depth++) deep = [deep];
    expect(JSON.stringify(draftArgument(deep))).toContain("a value nested too deep");
  });

  test("keeps what is JSON in one piece, without members that are undefined", () => {
    const shared = { a: 1 };
    expect(draftArgument({ x: [shared, shared], y: null, z: undefined })).toEqual({
      kind: "json",
      value: { x: [{ a: 1 }, { a: 1 }], y: null },
    });
    expect(draftArgument(Object.assign(Object.create(null), { a: 1 }))).toEqual({ kind: "json", value: { a: 1 } });
  });

  test.each([
    [days(3).at("09:00").in("Europe/Berlin"), { days: 3, at: "09:00", zone: "Europe/Berlin" }],
    [weeks(2), { days: 14 }],
    [months(1), { months: 1 }],
    [workdays(5), { days: 5, workdays: true }],
    [next("monday").at("09:00"), { weekday: "monday", at: "09:00" }],
  ])("names all parts of calendar time", (calendar, parts) => {
    const whole = { months: 0, days: 0, workdays: false, weekday: null, at: null, zone: null, ...parts };
    const members = Object.fromEntries(Object.entries(whole).map(([name, value]) => [name, { kind: "json", value }]));
    expect(draftArgument(calendar)).toEqual({ kind: "value", type: "calendar", members });
  });
});
