import type { CaptureDraft, Diagnostic, Expression, Json, Span, Value, ValueType } from "@flowline/ir";
import type { CaptureSource } from "../2-read/reading.js";
import { captureTooBig, secretInFlow } from "../diagnostics/build.js";
import { diagnose } from "../diagnostics/definition.js";
import { captureNotJson } from "../diagnostics/expressions.js";
import { isList, isObject } from "./schema-type.js";
import { ANY, unionOfTypes, withNull } from "./types.js";

const MAX_BYTES = 4096;

/** A captured value, or the finding that refuses it. */
export type Captured =
  | { readonly type: "json"; readonly value: Json }
  | { readonly type: "instant"; readonly text: string }
  /** The element of the enclosing `forEach`, or a member of it. */
  | { readonly type: "item"; readonly path: readonly string[] }
  | { readonly type: "refused"; readonly diagnostic: Diagnostic };

/** Judges what a thunk gave. */
export function judgeCapture(draft: CaptureDraft | undefined, source: CaptureSource): Captured {
  const place = { span: source.span };
  const written = source.text.replace(/\s+/g, " ");
  if (draft === undefined) throw new Error(`The capture ${written} was not evaluated.`);
  if ("problem" in draft) {
    return { type: "refused", diagnostic: diagnose(captureNotJson, { written, problem: draft.problem }, place) };
  }
  if ("item" in draft) return { type: "item", path: draft.item };
  return "instant" in draft ? { type: "instant", text: draft.instant } : judgeJson(draft.value, written, source.span);
}

/** Judges a constant that goes into the compiled flow. */
export function judgeJson(
  value: Json,
  written: string,
  span: Span | null,
): Extract<Captured, { type: "json" | "refused" }> {
  const setting = isObject(value) && Object.keys(value).length === 1 ? value.env : undefined;
  if (typeof setting === "string") {
    return { type: "refused", diagnostic: diagnose(secretInFlow, { setting }, { span }) };
  }
  const bytes = Buffer.byteLength(JSON.stringify(value));
  if (bytes > MAX_BYTES) return { type: "refused", diagnostic: diagnose(captureTooBig, { written, bytes }, { span }) };
  return { type: "json", value };
}

/** A constant. The type of null is open until its other side is known, and is text as long as nobody asks. */
export function literalOf(value: Value): Expression {
  const type: ValueType = value === null ? { scalar: "text", nullable: true } : typeOfJson(value);
  return { op: "literal", type, value };
}

/** A constant date. */
export function instantOf(text: string): Expression {
  return { op: "literal", type: { scalar: "instant", nullable: false }, value: text };
}

/** The constant null where a value of this type is expected. */
export function nullOf(type: ValueType): Expression {
  return { op: "literal", type: withNull(type, true), value: null };
}

/** The type that a constant shows. */
export function typeOfJson(value: Json): ValueType {
  if (value === null) return ANY;
  if (typeof value === "boolean") return { scalar: "boolean", nullable: false };
  if (typeof value === "number") return { scalar: "number", nullable: false };
  if (typeof value === "string") return { scalar: "text", nullable: false };
  if (isList(value)) return { list: typeOfElements(value), nullable: false };
  const members = Object.entries(value).map(([name, member]) => [name, typeOfJson(member ?? null)] as const);
  return { object: Object.fromEntries(members), nullable: false };
}

/** A null among texts is a text that may be null. */
function typeOfElements(values: readonly Json[]): ValueType {
  const type = unionOfTypes(values.filter(value => value !== null).map(typeOfJson));
  return withNull(type, type.nullable || values.includes(null));
}
