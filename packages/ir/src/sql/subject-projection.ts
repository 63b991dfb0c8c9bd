import { conformSql, instantInRangeSql } from "../expression/json-sql.js";
import { type SqlContext, toSql } from "../expression/to-sql.js";
import type { FieldIr, SubjectIr } from "../subject.js";
import type { ValueType } from "../value-type.js";
import { quoteIdentifier, quoteTable } from "./identifier.js";

/** The projection's first column: the subject's key in its native type. No field may have this name. */
export const SUBJECT_KEY = "subject_key";

/** What a projection needs of the statement that it becomes part of. */
export type ProjectionContext = Pick<SqlContext, "bind" | "now">;

/**
 * The one view of a subject that everything reads: a `select` that yields `subject_key` and one column per field,
 * under the field's name. Put it into a `from` clause:
 *
 *     select p.subject_key from (PROJECTION) as p where PREDICATE and p.subject_key > $1 order by 1 limit 1000
 *
 * Booleans arrive as boolean, numbers as float8, texts as text, instants as timestamptz cut to milliseconds and null
 * outside the years 1 to 9999; lists and objects as jsonb with what their types say and nothing else, whether the column is jsonb, json
 * or an array (see `conformSql`). A derived field is computed from the columns so projected, which is why it sits one
 * select further out. Columns of type `timestamp` are read in the session's time zone: set it to UTC.
 */
export function subjectProjection(subject: SubjectIr, context: ProjectionContext): string {
  const stored = Object.entries(subject.fields).filter(([, field]) => field.kind === "stored");
  const columns = stored.map(([name, field]) => `${storedSql(name, field.type, context)} as ${quoteIdentifier(name)}`);
  const key = `t.${quoteIdentifier(subject.source.key)} as ${SUBJECT_KEY}`;
  const inner = `select ${[key, ...columns].join(", ")} from ${quoteTable(subject.source.table)} as t`;
  const fields = Object.entries(subject.fields).map(([name, field]) => fieldSql(name, field, context));
  return `select ${[`s.${SUBJECT_KEY}`, ...fields].join(", ")} from (${inner}) as s`;
}

function storedSql(column: string, type: ValueType, context: ProjectionContext): string {
  const sql = `t.${quoteIdentifier(column)}`;
  if (!("scalar" in type)) {
    return conformSql(`to_jsonb(${sql})`, type, name => context.bind(name, { scalar: "text", nullable: false }));
  }
  switch (type.scalar) {
    case "boolean":
      return `${sql}::boolean`;
    case "number":
      return `${sql}::float8`;
    case "text":
      return `${sql}::text`;
    case "instant":
      return instantInRangeSql(`date_trunc('milliseconds', ${sql}::timestamptz)`);
  }
}

function fieldSql(name: string, field: FieldIr, context: ProjectionContext): string {
  const column = (stored: string) => `s.${quoteIdentifier(stored)}`;
  if (field.kind === "stored") return column(name);
  return `${toSql(field.expression, { ...context, field: column })} as ${quoteIdentifier(name)}`;
}
