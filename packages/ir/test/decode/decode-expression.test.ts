import { decodeFlow } from "@flowline/ir";
import { describe, expect, test } from "vitest";
import { field, literal, refusalOf, spoil, WHEN } from "./spoil.js";

describe("decoding an expression", () => {
  test.each<[string, unknown, string]>([
    [
      "an order of texts",
      { op: "compare", how: "<", left: field("email", "text"), right: literal("a", "text") },
      "when: only numbers and instants have an order here",
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
      "list[0]: expected a boolean, a number, a text or null",
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
