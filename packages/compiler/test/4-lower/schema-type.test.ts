import { describe, expect, it } from "vitest";
import { z } from "zod";
import { pathTo } from "../../src/4-lower/paths.js";
import { typeOfSchema } from "../../src/4-lower/schema-type.js";

function read(schema: z.ZodType) {
  return typeOfSchema(JSON.parse(JSON.stringify(z.toJSONSchema(schema, { io: "output", unrepresentable: "any" }))));
}

const text = { scalar: "text", nullable: false };
const number = { scalar: "number", nullable: false };

describe("the type of a schema", () => {
  it.each([
    ["a list", z.array(z.string()), { list: text, nullable: false }],
    [
      "a list of objects",
      z.array(z.object({ n: z.number() })),
      { list: { object: { n: number }, nullable: false }, nullable: false },
    ],
    [
      "a list that may hold null",
      z.array(z.string().nullable()),
      { list: { scalar: "text", nullable: true }, nullable: false },
    ],
    [
      "an object",
      z.object({ a: z.string(), b: z.number().optional() }),
      { object: { a: text, b: { scalar: "number", nullable: true } }, nullable: false },
    ],
    ["an object that may be null", z.object({ a: z.string() }).nullable(), { object: { a: text }, nullable: true }],
    ["nothing but its default", z.object({ a: z.string().default("x") }), { object: { a: text }, nullable: false }],
    [
      "a union of objects",
      z.union([z.object({ a: z.string() }), z.object({ b: z.number() })]),
      { object: { a: { scalar: "text", nullable: true }, b: { scalar: "number", nullable: true } }, nullable: false },
    ],
    ["a pair of one type", z.tuple([z.string(), z.string()]), { list: text, nullable: false }],
    [
      "a pair of two types",
      z.tuple([z.string(), z.number()]),
      { list: { any: true, nullable: true }, nullable: false },
    ],
    ["a record", z.record(z.string(), z.number()), { any: true, nullable: true }],
    ["anything", z.unknown(), { any: true, nullable: true }],
  ])("is read from %s", (_, schema, type) => {
    expect(read(schema).type).toEqual(type);
  });

  it("follows a schema that contains itself as far as people write", () => {
    interface Tree {
      name: string;
      children: Tree[];
    }
    const tree: z.ZodType<Tree> = z.object({ name: z.string(), children: z.lazy(() => z.array(tree)) });
    const { type } = read(tree);
    expect(type).toMatchObject({ object: { name: text, children: { list: { object: { name: text } } } } });
  });

  it("gives up on a reference that leads nowhere", () => {
    expect(typeOfSchema({ $ref: "#/$defs/gone" })).toMatchObject({ type: { any: true, nullable: true } });
    expect(typeOfSchema({ $ref: "#" })).toMatchObject({ type: { any: true, nullable: true } });
  });

  it("tells which texts can stand where", () => {
    const schema = z.object({
      plan: z.enum(["a", "b"]),
      of: z.object({ kind: z.literal("x").nullable() }),
      free: z.string(),
    });
    expect([...read(schema).choices]).toEqual([
      ["plan", ["a", "b"]],
      [pathTo("of", "kind"), ["x"]],
    ]);
  });

  it("keeps the texts of a union where each side limits them or lacks the member", () => {
    const kinds = z.union([
      z.object({ kind: z.literal("a"), tone: z.enum(["low"]), free: z.literal("x") }),
      z.object({ kind: z.literal("b"), free: z.string() }),
    ]);
    expect(Object.fromEntries(read(kinds).choices)).toEqual({ kind: ["a", "b"], tone: ["low"] });
  });
});
