import { checkExpression } from "../expression/check-expression.js";
import { isSameForm } from "../expression/same-form.js";
import { findUnportable } from "../expression/tier-of.js";
import { typeOf } from "../expression/type-of.js";
import type { FieldIr, SubjectIr } from "../subject.js";
import { identifierProblem } from "./identifier.js";
import { SUBJECT_KEY } from "./subject-projection.js";

/** Why a subject has no projection. */
export interface SubjectProblem {
  /** The properties that lead from the subject to the offence: `["fields", "signed_up_today", "expression", "left"]`. */
  readonly path: readonly (string | number)[];
  /** One sentence. */
  readonly message: string;
}

/** The rules that a subject must keep so that its projection is a valid statement. */
export function checkSubject(subject: SubjectIr): readonly SubjectProblem[] {
  return [
    ...tableProblems(subject.source.table),
    ...named(subject.source.key, ["source", "key"]),
    ...Object.entries(subject.fields).flatMap(([name, field]) => fieldProblems(name, field, subject)),
  ];
}

function tableProblems(table: string): readonly SubjectProblem[] {
  const parts = table.split(".");
  const path = ["source", "table"];
  if (parts.length > 2) return [{ path, message: `expected a table or schema.table, found "${table}"` }];
  return parts.flatMap(part => named(part, path));
}

function named(identifier: string, path: readonly string[]): readonly SubjectProblem[] {
  const message = identifierProblem(identifier);
  return message === undefined ? [] : [{ path, message }];
}

function fieldProblems(name: string, field: FieldIr, subject: SubjectIr): readonly SubjectProblem[] {
  const path = ["fields", name];
  const problems = [...named(name, path)];
  if (name === SUBJECT_KEY) problems.push({ path, message: `the name "${SUBJECT_KEY}" is taken by the subject's key` });
  return field.kind === "derived" ? [...problems, ...derivedProblems(name, field, subject)] : problems;
}

/** A derived field reads stored ones only, so that one select more is always enough. */
function derivedProblems(
  name: string,
  field: Extract<FieldIr, { readonly kind: "derived" }>,
  subject: SubjectIr,
): readonly SubjectProblem[] {
  const stored = Object.fromEntries(Object.entries(subject.fields).filter(([, other]) => other.kind === "stored"));
  const path = ["fields", name, "expression"];
  const inside = checkExpression(field.expression, stored).map(problem => ({
    path: [...path, ...problem.path],
    message: problem.message,
  }));
  const type = typeOf(field.expression);
  const fits = isSameForm(type, field.type) && (field.type.nullable || !type.nullable);
  const problems = fits ? inside : [...inside, { path, message: "its type is not the one that the field declares" }];
  const offender = findUnportable(field.expression);
  if (offender === null) return problems;
  return [...problems, { path, message: `a derived field is asked in SQL, which has no \`${offender.op}\` like this` }];
}
