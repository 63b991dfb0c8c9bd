import { describe, expect, it } from "vitest";
import { z } from "zod";
import { fieldTypeOf } from "../../src/4-lower/field-type.js";

function typeOf(schema: z.ZodType) {
  const json = z.toJSONSchema(schema, { io: "output", unrepresentable: "any" });
  return fieldTypeOf(JSON.parse(JSON.stringify(json)));
}

interface Expected {
  readonly scalar: string;
  readonly nullable?: boolean;
  readonly oneOf?: readonly string[];
}

function scalar({ scalar: name, nullable = false, oneOf }: Expected) {
  return { readable: true, type: { scalar: name, nullable }, oneOf: oneOf ?? null };
}

describe("the type of a field", () => {
  it.each([
    ["a boolean", z.boolean(), { scalar: "boolean" }],
    ["a number", z.number(), { scalar: "number" }],
    ["an integer", z.int().min(3), { scalar: "number" }],
    ["a text", z.string().min(1), { scalar: "text" }],
    ["a text that must look like a date", z.iso.datetime(), { scalar: "text" }],
    ["a text that may be null", z.string().nullable(), { scalar: "text", nullable: true }],
    ["one of some texts", z.enum(["a", "b"]), { scalar: "text", oneOf: ["a", "b"] }],
    [
      "one of some texts, or null",
      z.enum(["a", "b"]).nullable(),
      { scalar: "text", nullable: true, oneOf: ["a", "b"] },
    ],
    ["one of two literals", z.union([z.literal("a"), z.literal("b")]), { scalar: "text", oneOf: ["a", "b"] }],
    ["a literal or any text", z.union([z.literal("a"), z.string()]), { scalar: "text" }],
    ["a literal number", z.literal(3), { scalar: "number" }],
    ["a text with a default", z.string().default("x"), { scalar: "text" }],
  ])("is read from %s", (_, schema, expected) => {
    expect(typeOf(schema)).toEqual(scalar(expected));
  });

  it("is an instant where the DSL wrote a date", () => {
    expect(fieldTypeOf({ type: "string", format: "date-time" })).toEqual(scalar({ scalar: "instant" }));
    expect(fieldTypeOf({ type: ["string", "null"], format: "date-time" })).toEqual(
      scalar({ scalar: "instant", nullable: true }),
    );
  });

  it("is a list or an object where its schema tells what is in it", () => {
    const list = { list: { scalar: "text", nullable: false }, nullable: false };
    expect(typeOf(z.array(z.string()))).toEqual({ readable: true, type: list, oneOf: null });
    const object = { object: { a: { scalar: "number", nullable: false } }, nullable: true };
    expect(typeOf(z.object({ a: z.number() }).nullable())).toEqual({ readable: true, type: object, oneOf: null });
  });

  it.each([
    ["a record", z.record(z.string(), z.number()), "an object whose members its schema does not tell"],
    ["a text or a number", z.union([z.string(), z.number()]), "sometimes a text and sometimes a number"],
    ["anything", z.unknown(), "of a type that its schema does not tell"],
    ["null alone", z.null(), "always null"],
  ])("is unreadable for %s", (_, schema, what) => {
    expect(typeOf(schema)).toEqual({ readable: false, what });
  });
});
