import { type Expression, formatDuration, printExpression, type ScalarType } from "@flowline/ir";
import { describe, expect, test } from "vitest";
import {
  ANY,
  arithmetic,
  call,
  compare,
  literal as constant,
  each,
  element,
  INSTANT,
  local,
  maybe,
  member,
  NUMBER,
  NUMBERS,
  number as n,
  TEXT,
  TRUTH,
  text,
  variable,
} from "./build.js";

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
const list = (items: readonly number[]): Expression => constant(items, NUMBERS);
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
    ["trigger", variable("trigger")],
    ["steps.charge", variable("steps.charge")],
    ['steps["charge card"]?.["a b"]', member(variable("steps.charge card"), "a b")],
    [
      'trigger?.order?.["a b"] == null',
      equal(member(member(variable("trigger"), "order"), "a b"), literal(null, "text")),
    ],
    ["null != trigger?.a", equal(literal(null, "text"), member(variable("trigger"), "a"), true)],
    [
      "(trigger?.a ?? null) === (trigger?.b ?? null)",
      equal(member(variable("trigger"), "a"), member(variable("trigger"), "b")),
    ],
    ["trigger?.[0]", element(variable("trigger"), 0)],
    ["trigger?.at(-1)", element(variable("trigger"), -1)],
    ["[1, 2].at(-1)", element(list([1, 2]), -1)],
    ["[1, 2][0]", element(list([1, 2]), 0)],
    [
      "(1 + 2) * 3 - 4 / 5",
      arithmetic(arithmetic(arithmetic(n(1), "+", n(2)), "*", n(3)), "-", arithmetic(n(4), "/", n(5))),
    ],
    ["1 - (2 - 3) % 4", arithmetic(n(1), "-", arithmetic(arithmetic(n(2), "-", n(3)), "%", n(4)))],
    ["-user.age", arithmetic(field("age", "number"), "*", n(-1))],
    ["-(1 + 2)", arithmetic(arithmetic(n(1), "+", n(2)), "*", n(-1))],
    ["[1].includes(2)", { op: "has", list: list([1]), item: n(2) }],
    ['"a".length', { op: "length", of: text("a") }],
    ["[1].some(x => x > 1)", each("some", list([1]), [TRUTH, compare(local("x", NUMBER), ">", n(1))])],
    [
      '[1].map(x => ({ a: x, "b c": 1, ["__proto__"]: 2 }))',
      each("map", list([1]), [
        NUMBERS,
        {
          op: "object",
          members: Object.fromEntries([
            ["a", local("x", NUMBER)],
            ["b c", n(1)],
            ["__proto__", n(2)],
          ]),
        },
      ]),
    ],
    ["[1, trigger ?? null]", { op: "list", type: NUMBERS, items: [n(1), variable("trigger")] }],
    ["{}", { op: "object", members: {} }],
    [
      // biome-ignore lint/suspicious/noTemplateCurlyInString: what is printed is a template
      '`Hi ${user.name}, \\`\\${"}\\\\ ${trigger ?? null}`',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: it must not become one
      { op: "concat", parts: [text("Hi "), field("name", "text"), text(', `${"}\\ '), variable("trigger")] },
    ],
    ['bucket("a")', { op: "bucket", salt: "a" }],
    ['js("hi#when")', { op: "js", type: TRUTH, name: "hi#when", reads: null }],
    ["Math.max(1, 2)", call("max", NUMBER, [n(1), n(2)])],
    ['"a".trim()', call("trim", TEXT, [text("a")])],
    ['"a@b".split("@")[0]', call("textBefore", TEXT, [text("a@b"), text("@")])],
    ['"a@b".split("@").slice(1).join("@")', call("textAfter", TEXT, [text("a@b"), text("@")])],
    [
      '{ at: new Date("2025-01-01T00:00:00.000Z"), list: [null], o: {}, "x y": 1 }',
      constant(
        { at: "2025-01-01T00:00:00.000Z", list: [null], o: {}, "x y": 1 },
        { object: { at: INSTANT, list: NUMBERS, o: ANY }, nullable: false },
      ),
    ],
    ["user.a ? null : 1", { op: "if", type: maybe("number"), test: a, yes: literal(null, "number"), no: n(1) }],
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
