import type { Json, ScalarType } from "@flowline/ir";

/** The type of a field as its JSON Schema tells it, or what it is instead. */
export type FieldType =
  | {
      readonly readable: true;
      readonly scalar: ScalarType;
      readonly nullable: boolean;
      readonly oneOf: readonly string[] | null;
    }
  | { readonly readable: false; readonly what: string };

type JsonObject = { readonly [key: string]: Json };

/** What a property of a JSON Schema holds, in the types that expressions know. */
export function fieldTypeOf(schema: Json | undefined): FieldType {
  if (!isObject(schema)) return unreadable("of a type that its schema does not tell");
  const alternatives = schema.anyOf ?? schema.oneOf;
  if (isList(alternatives)) return unionOf(alternatives.map(fieldTypeOf));
  const { type } = schema;
  if (isList(type)) return unionOf(type.map(one => fieldTypeOf({ ...schema, type: one })));
  const values = isList(schema.enum) ? schema.enum : "const" in schema ? [schema.const] : null;
  if (values !== null) return typeOfValues(values);
  return typeNamed(type, schema);
}

function typeNamed(type: Json | undefined, schema: JsonObject): FieldType {
  switch (type) {
    case "boolean":
      return scalar("boolean");
    case "number":
    case "integer":
      return scalar("number");
    case "string":
      // A text that must look like a date has a pattern as well; a date has not.
      return schema.format === "date-time" && !("pattern" in schema) ? scalar("instant") : scalar("text");
    case "null":
      return NOTHING;
    case "array":
      return unreadable("a list");
    case "object":
      return unreadable("an object");
    default:
      return unreadable("of a type that its schema does not tell");
  }
}

/** The type of null alone: only a union gives it a scalar. */
const NOTHING: FieldType = { readable: false, what: "always null" };

function typeOfValues(values: readonly Json[]): FieldType {
  return unionOf(
    values.map(value => {
      if (value === null) return NOTHING;
      if (typeof value === "string") return { ...scalar("text"), oneOf: [value] };
      if (typeof value === "boolean") return scalar("boolean");
      return typeof value === "number" ? scalar("number") : unreadable("an object or a list");
    }),
  );
}

function unionOf(types: readonly FieldType[]): FieldType {
  const others = types.filter(type => type !== NOTHING);
  const mayBeNull = others.length < types.length;
  const [first] = others;
  if (first === undefined) return NOTHING;
  let union = first;
  for (const type of others.slice(1)) union = join(union, type);
  return union.readable ? { ...union, nullable: union.nullable || mayBeNull } : union;
}

function join(left: FieldType, right: FieldType): FieldType {
  if (!left.readable) return left;
  if (!right.readable) return right;
  if (left.scalar !== right.scalar) return unreadable(`sometimes a ${left.scalar} and sometimes a ${right.scalar}`);
  const oneOf = left.oneOf === null || right.oneOf === null ? null : [...new Set([...left.oneOf, ...right.oneOf])];
  return { ...left, nullable: left.nullable || right.nullable, oneOf };
}

function scalar(name: ScalarType): Extract<FieldType, { readable: true }> {
  return { readable: true, scalar: name, nullable: false, oneOf: null };
}

function unreadable(what: string): FieldType {
  return { readable: false, what };
}

/** Whether a JSON value is an object. */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !isList(value);
}

/** Whether a JSON value is a list. */
export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}
