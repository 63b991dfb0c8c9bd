import { canonicalize, decodeFlow } from "@flowline/ir";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeExpression } from "../../src/decode/decode-expression.js";
import { refuseIllTyped, refuseUnportable } from "../../src/decode/refuse-ill-typed.js";
import { anyExpressionArbitrary } from "../arbitrary/expression.js";
import { FIELDS } from "../arbitrary/flow.js";
import { VARIABLES } from "../arbitrary/types.js";
import { ANY, call, literal as constant, INSTANT, NUMBERS, number, TEXT, TEXTS, text } from "../expression/build.js";
import { field, literal, refusalOf, spoil, WHEN } from "./spoil.js";

describe("decoding an expression", () => {
  test.each<[string, unknown, string]>([
    [
      "an order of booleans",
      { op: "compare", how: "<", left: literal(true, "boolean"), right: literal(false, "boolean") },
      "when: only numbers, texts and instants have an order, not a boolean",
    ],
    [
      "an order of a number and an instant",
      { op: "compare", how: "<", left: literal(1, "number"), right: { op: "now" } },
      "cannot compare a number with an instant",
    ],
    [
      "an order with null",
      { op: "compare", how: "<", left: literal(null, "number", true), right: literal(1, "number") },
      "expected a value on both sides of an order",
    ],
    [
      "equality of different types",
      { op: "equal", negated: false, left: literal(1, "number"), right: literal("1", "text") },
      "cannot compare a number with a text",
    ],
    [
      "a negation of a text",
      { op: "not", of: field("email", "text") },
      'what `not` negates must be a boolean that is never null, not "email" (a text)',
    ],
    [
      "a search in what may be null",
      { op: "text", how: "includes", of: literal(null, "text", true), search: literal("a", "text") },
      "expected a text for `includes`",
    ],
    [
      "a null that is promised not to be",
      { op: "truthy", of: literal(null, "text") },
      "when.of: a constant of type text that is not nullable must not be null",
    ],
    [
      "an infinite constant",
      { op: "truthy", of: literal(Number.POSITIVE_INFINITY, "number") },
      "expected a constant of type finite number",
    ],
    [
      "an instant in another form",
      { op: "truthy", of: literal("2025-01-01", "instant") },
      "expected a constant of type instant written YYYY",
    ],
    [
      "a text that PostgreSQL cannot hold",
      { op: "truthy", of: literal("a\0", "text") },
      "must not hold the character U+0000",
    ],
    ["half a surrogate pair", { op: "truthy", of: literal("\ud800", "text") }, "must not hold half a surrogate pair"],
    [
      "a list of another type",
      { op: "in", of: field("email", "text"), list: ["a", 1] },
      "expected a constant of type text, found 1",
    ],
    [
      "a list of objects",
      { op: "in", of: field("email", "text"), list: [{}] },
      "when: expected a constant of type text, found {}",
    ],
    [
      "a constant that is no JSON",
      { op: "in", of: field("email", "text"), list: [undefined] },
      "list[0]: expected a value of JSON, found nothing",
    ],
    ["an unknown operation", { op: "eval" }, "when.op: expected one of"],
    [
      "an unknown function",
      { op: "truthy", of: { op: "function", name: "repeat", type: { scalar: "text", nullable: false }, args: [] } },
      "when.of.name: expected",
    ],
    [
      "what is wrong deep in an object",
      {
        op: "equal",
        negated: false,
        left: { op: "object", members: { a: { op: "concat", parts: [{ op: "now" }] } } },
        right: literal(null, "text", true),
      },
      "when.left.members.a: only texts, numbers and booleans can be written into a text, not an instant",
    ],
    [
      "a moved number",
      { op: "truthy", of: { op: "shift", of: literal(1, "number"), byMs: 1 } },
      "only an instant can be moved, not a number",
    ],
    [
      "a move of ten thousand years",
      { op: "truthy", of: { op: "shift", of: { op: "now" }, byMs: 1e15 } },
      "at most a thousand years",
    ],
    [
      "a move of half a millisecond",
      { op: "truthy", of: { op: "shift", of: { op: "now" }, byMs: 0.5 } },
      "expected a whole number",
    ],
    [
      "arms of different types",
      {
        op: "truthy",
        of: {
          op: "if",
          type: { scalar: "text", nullable: false },
          test: { op: "truthy", of: { op: "now" } },
          yes: literal("a", "text"),
          no: literal(1, "number"),
        },
      },
      "both sides must be of type text, and one is a number",
    ],
    [
      "a fallback that may be null and says it is not",
      {
        op: "truthy",
        of: {
          op: "coalesce",
          type: { scalar: "text", nullable: false },
          left: literal(null, "text", true),
          right: literal(null, "text", true),
        },
      },
      "its value may be null, and its type says that it never is",
    ],
  ])("refuses %s in an expression", (_, when, message) => {
    expect(refusalOf(spoil(WHEN, when))).toContain(message);
  });

  test("accepts a nullable field that a test before it has narrowed, and a comparison of anything with null", () => {
    const narrowed = {
      op: "and",
      left: {
        op: "not",
        of: { op: "equal", negated: false, left: field("email", "text"), right: literal(null, "boolean", true) },
      },
      right: { op: "truthy", of: field("upgraded", "boolean", true) },
    };
    expect(() => decodeFlow(spoil(WHEN, narrowed))).not.toThrow();
  });
});

describe("an expression of every operation", () => {
  test("comes back from its JSON as it was", () => {
    fc.assert(
      fc.property(anyExpressionArbitrary({ fields: FIELDS, variables: VARIABLES }), expression => {
        const decoded = decodeExpression(JSON.parse(JSON.stringify(expression)), "");
        expect(canonicalize(decoded)).toBe(canonicalize(expression));
        expect(Object.isFrozen(decoded)).toBe(true);
      }),
    );
  });

  test.each([
    { op: "bucket", salt: "" },
    { op: "js", type: TEXT, name: "hi#when", reads: null },
    { op: "js", type: TEXT, name: "hi#when", reads: ["a", "b"] },
    { op: "function", name: "max", type: { scalar: "number", nullable: false }, args: [] },
    { op: "literal", type: ANY, value: JSON.parse('{"__proto__": [1, true, null]}') },
  ])("comes back from its JSON as it was: %j", json => {
    expect(decodeExpression(json, "")).toEqual(json);
  });
});

describe("what an expression is asked for", () => {
  const list = constant(["a"], TEXTS);
  test.each([
    ["text", text("a")],
    ["text", constant(null)],
    ["instant", constant("2025-01-01T00:00:00.000Z", INSTANT)],
    ["list", list],
    ["object", { op: "object", members: {} }],
    ["people", text("a")],
    ["people", list],
    ["people", constant(null)],
    ["value", number(1)],
  ] as const)("%s can be %j", (purpose, expression) => {
    expect(() => refuseIllTyped(expression, {}, ["to", purpose])).not.toThrow();
  });

  test.each([
    ["text", list, "to: expected a text, found a list of texts"],
    ["verdict", constant(null), "to: expected a condition that is true or false, found any JSON"],
    ["instant", text("a"), "to: expected an instant, found a text"],
    ["list", text("a"), "to: expected a list, found a text"],
    ["object", text("a"), "to: expected an object, found a text"],
    ["people", constant([1], NUMBERS), "to: expected a text or a list of texts, found a list of numbers"],
  ] as const)("%s cannot be %j", (purpose, expression, message) => {
    expect(() => refuseIllTyped(expression, {}, ["to", purpose])).toThrow(message);
  });

  test("may have to be for a query to ask", () => {
    expect(() => refuseUnportable(text("a"), "where")).not.toThrow();
    expect(() => refuseUnportable(call("trim", TEXT, [text("a")]), "where")).toThrow("SQL has no `function` like this");
  });
});
