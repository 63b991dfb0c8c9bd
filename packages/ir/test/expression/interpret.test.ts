import { type Expression, fieldsOf, interpret, type Row, readValue, scalarOf, typeOf, type Value } from "@flowline/ir";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { anyExpressionArbitrary } from "../arbitrary/expression.js";
import { FIELDS } from "../arbitrary/flow.js";

const NOW_MS = Date.parse("2025-03-30T01:00:00.123Z");
const nullable = { scalar: "number", nullable: true } as const;
const number = (value: number | null): Expression => ({ op: "literal", type: nullable, value });
/** A number as JSON has it. */
const asJson = (value: number): Value => JSON.parse(JSON.stringify(value + 0));
const ask = (expression: Expression, row: Row = {}): Value => interpret(expression, { row, nowMs: NOW_MS });

describe("the interpreter", () => {
  test("reads a row's own properties only", () => {
    const read = (name: string): Expression => ({ op: "field", type: nullable, name });
    expect(ask(read("constructor"))).toBeNull();
    expect(ask(read("__proto__"))).toBeNull();
    expect(ask(read("__proto__"), JSON.parse('{"__proto__":7}'))).toBe(7);
  });

  test("knows the present millisecond and the beginning of its UTC day, before 1970 too", () => {
    expect(ask({ op: "now" })).toBe("2025-03-30T01:00:00.123Z");
    expect(ask({ op: "startOfToday" })).toBe("2025-03-30T00:00:00.000Z");
    expect(interpret({ op: "startOfToday" }, { row: {}, nowMs: -1 })).toBe("1969-12-31T00:00:00.000Z");
    expect(interpret({ op: "now" }, { row: {}, nowMs: 0.9 })).toBe("1970-01-01T00:00:00.000Z");
  });

  test("makes an instant beyond the calendar null", () => {
    expect(ask({ op: "shift", of: { op: "now" }, byMs: 31_557_600_000_000 * 9 })).toBeNull();
    expect(
      ask({ op: "shift", of: { op: "literal", type: { scalar: "instant", nullable: true }, value: null }, byMs: 1 }),
    ).toBeNull();
  });

  test.each<["<" | "<=" | ">" | ">=", number, number, boolean]>([
    ["<", 1, 2, true],
    ["<", 2, 2, false],
    ["<=", 2, 2, true],
    [">", 2, 1, true],
    [">=", 2, 2, true],
    [">=", Number.NaN, Number.NaN, false],
    ["<=", 1, Number.NaN, false],
  ])("%s of %d and %d is as in JavaScript", (how, left, right, verdict) => {
    const row = { left, right };
    const side = (name: string): Expression => ({ op: "field", type: { scalar: "number", nullable: false }, name });
    expect(ask({ op: "compare", how, left: side("left"), right: side("right") }, row)).toBe(verdict);
  });

  test("is false, not an exception, where a row holds null against its schema", () => {
    expect(ask({ op: "compare", how: "<=", left: number(null), right: number(0) })).toBe(false);
    const text: Expression = { op: "field", type: { scalar: "text", nullable: false }, name: "gone" };
    expect(ask({ op: "text", how: "includes", of: text, search: text })).toBe(false);
  });

  test("gives a value of the type that the expression says", () => {
    const row: Row = {
      email: null,
      plan: "pro",
      constructor: 3,
      'the "flag"': null,
      created_at: "2025-03-30T00:00:00.000Z",
    };
    fc.assert(
      fc.property(anyExpressionArbitrary({ fields: FIELDS }), expression => {
        const value = ask(expression, row);
        const type = typeOf(expression);
        // Only a moved instant may be null unannounced: where it has left the calendar.
        if (value === null) expect(type.nullable || scalarOf(type) === "instant").toBe(true);
        else expect(readValue(value, type)).toEqual(typeof value === "number" ? asJson(value) : value);
      }),
    );
  });
});

describe("the fields of an expression", () => {
  test("are all that its value depends on, sorted, each once", () => {
    const field = (name: string): Expression => ({ op: "field", type: nullable, name });
    const both: Expression = { op: "coalesce", type: nullable, left: field("b"), right: field("a") };
    expect(fieldsOf({ op: "equal", left: both, right: field("b"), negated: false })).toEqual(["a", "b"]);
  });
});
