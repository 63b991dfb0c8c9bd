import type { Json } from "@flowline/ir";
import { toJSONSchema, type ZodType } from "zod";
import { jsonOf } from "./json-of.js";

/** Whether a value is a schema of zod 4. Authors without types can bring anything. */
export function isZodSchema(value: unknown): value is ZodType {
  return typeof value === "object" && value !== null && "_zod" in value;
}

/**
 * A zod schema as JSON Schema (draft 2020-12). JSON Schema knows no dates: they become what JSON holds, a text in ISO
 * 8601. What it cannot say at all stays open, for the compiler to refuse. Null for what is no schema.
 */
export function jsonSchemaOf(schema: unknown, io: "input" | "output"): Json {
  if (!isZodSchema(schema)) return null;
  const json = toJSONSchema(schema, {
    io,
    unrepresentable: "any",
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema._zod.def.type !== "date") return;
      jsonSchema.type = "string";
      jsonSchema.format = "date-time";
    },
  });
  return jsonOf(json);
}
