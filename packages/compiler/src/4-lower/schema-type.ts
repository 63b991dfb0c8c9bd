import type { Json, ScalarType, ValueType } from "@flowline/ir";
import { pathTo } from "./paths.js";
import { ANY, joinTypes, scalarType, withNull } from "./types.js";

/** What a JSON Schema says, in the types that expressions know. */
export interface SchemaType {
  readonly type: ValueType;
  /** Why the type is `any`: `sometimes a text and sometimes a number`. Null where it is not. */
  readonly unknown: string | null;
  /** By the path of members that leads there (itself: empty): the only texts that can stand there. */
  readonly choices: Choices;
}

/** The only texts that can stand somewhere, by path. */
export type Choices = ReadonlyMap<string, readonly string[]>;

type JsonObject = { readonly [key: string]: Json };

const NO_CHOICES: Choices = new Map();
const UNTOLD = "of a type that its schema does not tell";
/** Deeper than any schema that people write; what lies below is any JSON. */
const MAX_DEPTH = 24;

/** The type of null alone: only a union gives it another. */
const NOTHING: SchemaType = { type: ANY, unknown: "always null", choices: NO_CHOICES };

/** Reads a JSON Schema (draft 2020-12) as zod 4 prints it. What it says and types cannot say is `any`. */
export function typeOfSchema(schema: Json | undefined): SchemaType {
  return new SchemaReader(isObject(schema) ? schema : {}).read(schema, MAX_DEPTH);
}

class SchemaReader {
  readonly #root: JsonObject;

  constructor(root: JsonObject) {
    this.#root = root;
  }

  read(schema: Json | undefined, depth: number): SchemaType {
    if (!isObject(schema) || depth === 0) return unknown(UNTOLD);
    if (typeof schema.$ref === "string") return this.read(this.#target(schema.$ref), depth - 1);
    const alternatives = schema.anyOf ?? schema.oneOf;
    if (isList(alternatives)) return unionOf(alternatives.map(one => this.read(one, depth - 1)));
    const { type } = schema;
    if (isList(type)) return unionOf(type.map(one => this.read({ ...schema, type: one }, depth - 1)));
    const values = isList(schema.enum) ? schema.enum : "const" in schema ? [schema.const] : null;
    if (values !== null) return unionOf(values.map(typeOfConstant));
    if (isObject(schema.not) && Object.keys(schema.not).length === 0) return NOTHING;
    return this.#named(type, schema, depth);
  }

  #named(type: Json | undefined, schema: JsonObject, depth: number): SchemaType {
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
        return this.#list(schema, depth);
      case "object":
        return this.#object(schema, depth);
      default:
        return unknown(UNTOLD);
    }
  }

  #list(schema: JsonObject, depth: number): SchemaType {
    const rest = isObject(schema.items) ? [schema.items] : [];
    const first = isList(schema.prefixItems) ? schema.prefixItems : [];
    const element = unionOf([...first, ...rest].map(item => this.read(item, depth - 1)));
    return { type: { list: element.type, nullable: false }, unknown: null, choices: NO_CHOICES };
  }

  #object(schema: JsonObject, depth: number): SchemaType {
    if (!isObject(schema.properties)) return unknown("an object whose members its schema does not tell");
    const required = isList(schema.required) ? schema.required : [];
    const choices = new Map<string, readonly string[]>();
    const members = Object.entries(schema.properties).map(([name, property]) => {
      const member = this.read(property, depth - 1);
      for (const [path, texts] of member.choices) choices.set(path === "" ? name : pathTo(name, path), texts);
      return [name, withNull(member.type, member.type.nullable || !required.includes(name))] as const;
    });
    return { type: { object: Object.fromEntries(members), nullable: false }, unknown: null, choices };
  }

  /** `#` and `#/$defs/NAME`: what a schema that contains itself is written with. */
  #target(reference: string): Json | undefined {
    if (reference === "#") return this.#root;
    const steps = reference.replace(/^#\//, "").split("/");
    let target: Json | undefined = this.#root;
    for (const step of steps) target = isObject(target) && Object.hasOwn(target, step) ? target[step] : undefined;
    return target;
  }
}

function typeOfConstant(value: Json): SchemaType {
  if (value === null) return NOTHING;
  if (typeof value === "string") return { ...scalar("text"), choices: new Map([["", [value]]]) };
  if (typeof value === "boolean") return scalar("boolean");
  return typeof value === "number" ? scalar("number") : unknown("an object or a list");
}

function unionOf(types: readonly SchemaType[]): SchemaType {
  const others = types.filter(type => type !== NOTHING);
  const [first, ...rest] = others;
  if (first === undefined) return types.length > 0 ? NOTHING : unknown(UNTOLD);
  const union = rest.reduce(join, first);
  return { ...union, type: withNull(union.type, union.type.nullable || others.length < types.length) };
}

function join(left: SchemaType, right: SchemaType): SchemaType {
  if (left.unknown !== null) return left;
  if (right.unknown !== null) return right;
  const type = joinTypes(left.type, right.type);
  if (type === null) return unknown(`sometimes ${nameOf(left.type)} and sometimes ${nameOf(right.type)}`);
  return { type, unknown: null, choices: joinChoices(left, right) };
}

/** A place has choices where both sides limit it, or where one side does not have it. */
function joinChoices(left: SchemaType, right: SchemaType): Choices {
  const choices = new Map<string, readonly string[]>();
  for (const path of new Set([...left.choices.keys(), ...right.choices.keys()])) {
    const ours = left.choices.get(path) ?? (has(left.type, path) ? null : []);
    const theirs = right.choices.get(path) ?? (has(right.type, path) ? null : []);
    if (ours !== null && theirs !== null) choices.set(path, [...new Set([...ours, ...theirs])]);
  }
  return choices;
}

function has(type: ValueType, path: string): boolean {
  if (path === "") return true;
  const [name = "", ...rest] = path.split(pathTo("", ""));
  const member = "object" in type && Object.hasOwn(type.object, name) ? type.object[name] : undefined;
  return member !== undefined && has(member, rest.join(pathTo("", "")));
}

function nameOf(type: ValueType): string {
  if ("scalar" in type) return type.scalar === "instant" ? "a date" : `a ${type.scalar}`;
  return "list" in type ? "a list" : "an object";
}

function scalar(name: ScalarType): SchemaType {
  return { type: scalarType(name), unknown: null, choices: NO_CHOICES };
}

function unknown(why: string): SchemaType {
  return { type: ANY, unknown: why, choices: NO_CHOICES };
}

/** Whether a JSON value is an object. */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !isList(value);
}

/** Whether a JSON value is a list. */
export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}
