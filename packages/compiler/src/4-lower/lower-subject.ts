import type { Expression, FieldIr, Json, LambdaDraft, ProjectSubjectIr, Span, SubjectDraft } from "@flowline/ir";
import { checkSubject, typeOf } from "@flowline/ir";
import { diagnose } from "../diagnostics/definition.js";
import { typeMismatch } from "../diagnostics/expressions.js";
import { wrongSetting } from "../diagnostics/form.js";
import { NO_ENVIRONMENT } from "./environment.js";
import { fieldTypeOf } from "./field-type.js";
import type { LambdaUse } from "./lambda-use.js";
import { lowerLambda } from "./lower-lambda.js";
import type { LoweredSubject } from "./lowered.js";
import type { Lowering } from "./lowering.js";
import type { ReadableFields } from "./read-field.js";
import { isList, isObject } from "./schema-type.js";
import { isScalarType, withNull } from "./types.js";

/** Lowers one subject of the project. What is wrong with a part of it does not keep the rest from being known. */
export function lowerSubject(name: string, draft: SubjectDraft, { lowering, span }: SubjectPlace): LoweredSubject {
  const place = { lowering, span };
  const { stored, unreadable } = readSchema(name, draft.schema, place);
  const derived = deriveFields({ name, draft, stored, unreadable }, place);
  const fields = new Map<string, FieldIr>([...stored, ...derived]);
  const broken = new Set(Object.keys(draft.derive).filter(field => !derived.has(field)));
  const readable: ReadableFields = { subject: name, fields, unreadable, broken, deriving: null };
  const within = { ...place, readable };
  const ir: ProjectSubjectIr = {
    name,
    source: {
      type: "table",
      table: textOr(draft.source.table, `subjects.${name}.source`, place),
      key: textOr(draft.source.key, `subjects.${name}.source`, place),
    },
    fields: Object.fromEntries([...fields].sort(([left], [right]) => (left < right ? -1 : 1))),
    email: lowerText({ what: "mail address", draft: draft.email, instead: "user => user.email" }, name, within),
    zone: lowerText({ what: "zone", draft: draft.zone, instead: "user => user.zone" }, name, within),
    locale: lowerText({ what: "locale", draft: draft.locale, instead: "user => user.locale" }, name, within),
  };
  reportUnsound(ir, place);
  return { ir, unreadable, broken, hasAddress: draft.email !== null };
}

/** Where findings about the subject go that have no place of their own. */
export interface SubjectPlace {
  readonly lowering: Lowering;
  readonly span: Span | null;
}

interface Schema {
  readonly stored: ReadonlyMap<string, FieldIr>;
  readonly unreadable: ReadonlyMap<string, string>;
}

function readSchema(name: string, schema: Json, { lowering, span }: SubjectPlace): Schema {
  const stored = new Map<string, FieldIr>();
  const unreadable = new Map<string, string>();
  const properties = isObject(schema) ? schema.properties : undefined;
  if (!isObject(schema) || !isObject(properties)) {
    const facts = {
      setting: `subjects.${name}.schema`,
      problem: "is not a zod object",
      instead: "schema: z.object({ ... })",
    };
    lowering.diagnostics.push(diagnose(wrongSetting, facts, { span }));
    return { stored, unreadable };
  }
  const required = isList(schema.required) ? schema.required : [];
  for (const [field, property] of Object.entries(properties)) {
    const type = fieldTypeOf(property);
    if (!type.readable) {
      unreadable.set(field, type.what);
      continue;
    }
    const nullable = type.type.nullable || !required.includes(field);
    stored.set(field, { kind: "stored", type: withNull(type.type, nullable), oneOf: type.oneOf });
  }
  return { stored, unreadable };
}

interface Deriving extends Schema {
  readonly name: string;
  readonly draft: SubjectDraft;
}

function deriveFields(
  { name, draft, stored, unreadable }: Deriving,
  { lowering, span }: SubjectPlace,
): ReadonlyMap<string, FieldIr> {
  const fields = new Map<string, FieldIr>();
  const derived = new Set(Object.keys(draft.derive));
  for (const [field, lambda] of Object.entries(draft.derive)) {
    if (stored.has(field) || unreadable.has(field)) {
      const facts = {
        setting: `subjects.${name}.derive.${field}`,
        problem: "is a field of the schema as well",
        instead: "another name for it",
      };
      lowering.diagnostics.push(diagnose(wrongSetting, facts, { span }));
    }
    const readable: ReadableFields = {
      subject: name,
      fields: stored,
      unreadable,
      broken: new Set(),
      deriving: { field, derived },
    };
    const role = `the derived field "${field}"`;
    const lowered = lowerLambda(lambda, useOf(role, span), { lowering, readable, environment: NO_ENVIRONMENT });
    if (lowered === null) continue;
    const { expression } = lowered;
    fields.set(field, { kind: "derived", type: typeOf(expression), expression });
  }
  return fields;
}

interface TextFact {
  /** `The mail address`. */
  readonly what: string;
  readonly draft: LambdaDraft | null;
  /** What to write: `user => user.email`. */
  readonly instead: string;
}

/** What a subject says of itself as a text: its address, its zone, its language. Null where it says nothing. */
function lowerText(
  { what, draft, instead }: TextFact,
  name: string,
  { lowering, span, readable }: SubjectPlace & { readonly readable: ReadableFields },
): Expression | null {
  if (draft === null) return null;
  const role = `the ${what} of "${name}"`;
  const lowered = lowerLambda(draft, useOf(role, span), { lowering, readable, environment: NO_ENVIRONMENT });
  if (lowered === null || isScalarType(typeOf(lowered.expression), "text")) return lowered?.expression ?? null;
  const place = { span: lowering.sourceOf(draft)?.span ?? span };
  const facts = { problem: `The ${what} is not a text.`, instead: `Give the field that holds it: ${instead}.` };
  lowering.diagnostics.push(diagnose(typeMismatch, facts, place));
  return null;
}

/** Rows of the source alone, in one query. */
function useOf(role: string, span: Span | null): LambdaUse {
  return { role, purpose: "value", shape: "row", span, tier: "portable", binding: null };
}

function textOr(value: Json, setting: string, { lowering, span }: SubjectPlace): string {
  if (typeof value === "string" && value !== "") return value;
  const facts = { setting, problem: "is not a table with a key", instead: 'source: table("users", { key: "id" })' };
  lowering.diagnostics.push(diagnose(wrongSetting, facts, { span }));
  return "";
}

function reportUnsound(ir: ProjectSubjectIr, { lowering, span }: SubjectPlace): void {
  // An empty name has been reported already.
  if (ir.source.table === "" || ir.source.key === "") return;
  for (const { path, message } of checkSubject(ir)) {
    const facts = {
      setting: ["subjects", ir.name, ...path].join("."),
      problem: `cannot be used: ${message}`,
      instead: "another name",
    };
    lowering.diagnostics.push(diagnose(wrongSetting, facts, { span }));
  }
}
