import type { CaptureDraft, Diagnostic, Expression, Json, ScalarType, Value } from "@flowline/ir";
import type { CaptureSource } from "../2-read/reading.js";
import { capturedSetting, captureTooBig } from "../diagnostics/build.js";
import { diagnose } from "../diagnostics/definition.js";
import { captureNotJson } from "../diagnostics/expressions.js";
import { isObject } from "./field-type.js";

const MAX_BYTES = 4096;

/** A captured value, or the finding that refuses it. */
export type Captured =
  | { readonly type: "json"; readonly value: Json }
  | { readonly type: "instant"; readonly text: string }
  | { readonly type: "refused"; readonly diagnostic: Diagnostic };

/** Judges what a thunk gave. */
export function judgeCapture(draft: CaptureDraft | undefined, source: CaptureSource): Captured {
  const place = { span: source.span };
  const written = source.text.replace(/\s+/g, " ");
  if (draft === undefined) throw new Error(`The capture ${written} was not evaluated.`);
  if ("problem" in draft) {
    return { type: "refused", diagnostic: diagnose(captureNotJson, { written, problem: draft.problem }, place) };
  }
  if ("instant" in draft) return { type: "instant", text: draft.instant };
  const { value } = draft;
  const setting = isObject(value) && Object.keys(value).length === 1 ? value.env : undefined;
  if (typeof setting === "string") {
    return { type: "refused", diagnostic: diagnose(capturedSetting, { name: setting }, place) };
  }
  const bytes = Buffer.byteLength(JSON.stringify(value));
  if (bytes > MAX_BYTES) return { type: "refused", diagnostic: diagnose(captureTooBig, { written, bytes }, place) };
  return { type: "json", value };
}

/** A constant. The type of null is open until its other side is known, and is text as long as nobody asks. */
export function literalOf(value: Value): Expression {
  return { op: "literal", type: { scalar: scalarOf(value), nullable: value === null }, value };
}

/** The constant null where a value of this type is expected. */
export function nullOf(scalar: ScalarType): Expression {
  return { op: "literal", type: { scalar, nullable: true }, value: null };
}

/** Whether a JSON value is one that expressions know. */
export function isScalar(value: Json): value is Value {
  return value === null || typeof value !== "object";
}

function scalarOf(value: Value): ScalarType {
  if (typeof value === "boolean") return "boolean";
  return typeof value === "number" ? "number" : "text";
}
