import { type Expression, formatDuration, printExpression, type ScalarType } from "@flowline/ir";
import { describe, expect, test } from "vitest";

const field = (name: string, scalar: ScalarType = "boolean", nullable = false): Expression => ({
  op: "field",
  type: { scalar, nullable },
  name,
});
const truthy = (of: Expression): Expression => ({ op: "truthy", of });
const not = (of: Expression): Expression => ({ op: "not", of });
const and = (left: Expression, right: Expression): Expression => ({ op: "and", left, right });
const or = (left: Expression, right: Expression): Expression => ({ op: "or", left, right });
const literal = (value: string | number | boolean | null, scalar: ScalarType): Expression => ({
  op: "literal",
  type: { scalar, nullable: value === null },
  value,
});
const equal = (left: Expression, right: Expression, negated = false): Expression => ({
  op: "equal",
  left,
  right,
  negated,
});
const shift = (of: Expression, byMs: number): Expression => ({ op: "shift", of, byMs });
const created = field("created_at", "instant");
const [a, b, c] = [field("a"), field("b"), field("c")];
const DAY = 86_400_000;

describe("an expression printed as JavaScript", () => {
  test.each<[string, Expression]>([
    ["!user.upgraded", not(truthy(field("upgraded")))],
    ["user.created_at >= startOfToday()", { op: "compare", how: ">=", left: created, right: { op: "startOfToday" } }],
    ['user.created_at < ago("7d")', { op: "compare", how: "<", left: created, right: shift({ op: "now" }, -7 * DAY) }],
    [
      'user.created_at > fromNow("90 minutes")',
      { op: "compare", how: ">", left: created, right: shift({ op: "now" }, 5_400_000) },
    ],
    [
      'before(user.created_at, "1d") <= now()',
      { op: "compare", how: "<=", left: shift(created, -DAY), right: { op: "now" } },
    ],
    [
      'after(user.created_at, "36h") <= now()',
      { op: "compare", how: "<=", left: shift(created, 36 * 3_600_000), right: { op: "now" } },
    ],
    ["user.a && user.b && user.c", and(a, and(b, c))],
    ["user.a && (user.b || user.c)", and(a, or(b, c))],
    ["user.a && user.b || user.c", or(and(a, b), c)],
    ["!(user.a && user.b)", not(and(a, b))],
    ['user.plan === "pro"', equal(field("plan", "text"), literal("pro", "text"))],
    ["user.plan !== null", equal(field("plan", "text", true), literal(null, "text"), true)],
    ["(user.a || user.b) === user.c", equal(or(a, b), c)],
    ["Boolean(user.name) === user.c", equal(truthy(field("name", "text")), c)],
    ['["free", null].includes(user.plan)', { op: "in", of: field("plan", "text", true), list: ["free", null] }],
    [
      'user.name.endsWith("x")',
      { op: "text", how: "endsWith", of: field("name", "text"), search: literal("x", "text") },
    ],
    [
      '(user.nick ?? user.name).includes("x")',
      {
        op: "text",
        how: "includes",
        of: {
          op: "coalesce",
          type: { scalar: "text", nullable: false },
          left: field("nick", "text", true),
          right: field("name", "text"),
        },
        search: literal("x", "text"),
      },
    ],
    [
      "(user.a ? user.b : user.c) && user.a",
      and({ op: "if", type: { scalar: "boolean", nullable: false }, test: a, yes: b, no: c }, a),
    ],
    ['user["a b"]', field("a b")],
    ["user.größe", field("größe")],
    [
      'user.created_at.getTime() === new Date("2025-01-01T00:00:00.000Z").getTime()',
      equal(created, literal("2025-01-01T00:00:00.000Z", "instant")),
    ],
    ["user.seen_at?.getTime() === user.created_at.getTime()", equal(field("seen_at", "instant", true), created)],
    [
      '[new Date("2025-01-01T00:00:00.000Z").getTime(), undefined].includes(user.seen_at?.getTime())',
      { op: "in", of: field("seen_at", "instant", true), list: ["2025-01-01T00:00:00.000Z", null] },
    ],
    ["user.created_at", truthy(shift(created, 0))],
  ])("reads %s", (text, expression) => {
    expect(printExpression(expression, "user")).toBe(text);
  });
});

describe("a duration in words", () => {
  test.each([
    [604_800_000, "7d"],
    [DAY, "1d"],
    [36 * 3_600_000, "36h"],
    [5_400_000, "90 minutes"],
    [60_000, "1 minute"],
    [1500, "1500ms"],
    [2000, "2s"],
    [0, "0ms"],
  ])("%d ms is %s", (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });
});
