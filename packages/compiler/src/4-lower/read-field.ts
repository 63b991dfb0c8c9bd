import type { Expression, FieldIr } from "@flowline/ir";
import { nearestName } from "@flowline/ir";
import type { MemberSource } from "../2-read/source-expression.js";
import { diagnose } from "../diagnostics/definition.js";
import { derivedFromDerived, unknownField, unreadableField } from "../diagnostics/names.js";
import type { Facts } from "./facts.js";
import type { Lowering } from "./lowering.js";
import { fieldPath } from "./paths.js";
import { withNull } from "./types.js";

/** What an expression may read. */
export interface ReadableFields {
  readonly subject: string;
  readonly fields: ReadonlyMap<string, FieldIr>;
  /** Field name to why it cannot be read: `sometimes a text and sometimes a number`. */
  readonly unreadable: ReadonlyMap<string, string>;
  /** Fields that exist and could not be lowered: reading one says nothing new. */
  readonly broken: ReadonlySet<string>;
  /** Set while a derived field is lowered: its own name and those of its kind, which it must not read. */
  readonly deriving: { readonly field: string; readonly derived: ReadonlySet<string> } | null;
}

/** The field that `user.name` means, or null and a finding. Without fields to look at, that has been reported. */
export function readField(
  { name, nameSpan }: MemberSource,
  facts: Facts,
  { lowering, readable }: { readonly lowering: Lowering; readonly readable: ReadableFields | null },
): Expression | null {
  if (readable === null) return null;
  const field = readable.fields.get(name);
  if (field !== undefined) {
    const nullable = field.type.nullable && !facts.has(fieldPath(name));
    return { op: "field", type: withNull(field.type, nullable), name };
  }
  if (!readable.broken.has(name)) lowering.diagnostics.push(findingFor(name, { span: nameSpan }, readable));
  return null;
}

function findingFor(name: string, place: { readonly span: MemberSource["nameSpan"] }, readable: ReadableFields) {
  const { subject, fields, unreadable, deriving } = readable;
  const type = unreadable.get(name);
  if (type !== undefined) return diagnose(unreadableField, { subject, field: name, type }, place);
  if (deriving?.derived.has(name)) return diagnose(derivedFromDerived, { field: deriving.field, reads: name }, place);
  const known = [...fields.keys()].sort();
  return diagnose(unknownField, { subject, field: name, known, nearest: nearestName(name, known) }, place);
}
