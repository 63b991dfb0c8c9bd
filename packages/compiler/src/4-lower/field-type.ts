import type { Json, ValueType } from "@flowline/ir";
import { typeOfSchema } from "./schema-type.js";
import { isAny } from "./types.js";

/** The type of a field as its JSON Schema tells it, or what it is instead. */
export type FieldType =
  | { readonly readable: true; readonly type: ValueType; readonly oneOf: readonly string[] | null }
  | { readonly readable: false; readonly what: string };

/** What a property of a subject's schema holds: what a query can read of a row. */
export function fieldTypeOf(schema: Json | undefined): FieldType {
  const { type, unknown, choices } = typeOfSchema(schema);
  if (isAny(type)) return { readable: false, what: unknown ?? "of a type that its schema does not tell" };
  return { readable: true, type, oneOf: choices.get("") ?? null };
}
