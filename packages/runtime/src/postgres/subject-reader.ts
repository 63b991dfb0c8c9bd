import {
  describeType,
  type FieldIr,
  quoteTable,
  type Row,
  readRow,
  rowJsonSql,
  SUBJECT_KEY,
  type SubjectIr,
  subjectProjection,
  type ValueType,
} from "@flowline/ir";
import { SubjectSourceError } from "../errors.js";
import { Binds } from "./binds.js";
import type { Database } from "./database.js";
import { listSourceColumns, type SourceColumnRow } from "./sql/list-source-columns.js";
import { SLOW_REPLY_MS } from "./statement.js";

/** The subjects that were asked for, as they are now. An id without a row is a subject that is gone. */
export interface SubjectSnapshot {
  readonly rows: ReadonlyMap<string, Row>;
  /** Flow time of the reading. */
  readonly nowMs: number;
}

/** Reads subjects through their projection, after the table has been found to fit it. */
export interface SubjectReader {
  /** The key column's type, for casts: `bigint`, `uuid`, `text`. */
  readonly keyType: string;
  load(ids: readonly string[]): Promise<SubjectSnapshot>;
}

/** Looks at the application's table: it must exist and have the key column and a column per stored field. */
export async function inspectSource(database: Database, subject: SubjectIr): Promise<SubjectReader> {
  const { table, key } = subject.source;
  const columns = await database.query<SourceColumnRow>(listSourceColumns(quoteTable(table)));
  if (columns.length === 0) {
    throw new SubjectSourceError(
      `the table ${table} of the subject "${subject.name}" does not exist in this database`,
      `Create it, or name another table in flow.config.ts: source: table("...", { key: "${key}" }).`,
    );
  }
  const keyColumn = columns.find(column => column.name === key);
  if (keyColumn === undefined) {
    throw new SubjectSourceError(
      `the table ${table} has no column "${key}", which is the key of the subject "${subject.name}"`,
      `Its columns are ${listNames(columns)}. Name the key in flow.config.ts: table("${table}", { key: "..." }).`,
    );
  }
  for (const [name, field] of Object.entries(subject.fields)) {
    assertColumn(subject, columns, name, field);
  }
  return Object.freeze({
    keyType: keyColumn.type,
    load: (ids: readonly string[]) => load(database, subject, keyColumn.type, ids),
  });
}

function assertColumn(subject: SubjectIr, columns: readonly SourceColumnRow[], name: string, field: FieldIr): void {
  if (field.kind === "derived") {
    return;
  }
  const { table } = subject.source;
  const column = columns.find(one => one.name === name);
  if (column === undefined) {
    throw new SubjectSourceError(
      `the table ${table} has no column "${name}", which the subject "${subject.name}" declares`,
      `Its columns are ${listNames(columns)}. Add the column, or make "${name}" a derived field in flow.config.ts.`,
    );
  }
  const declared = "scalar" in field.type ? field.type.scalar : describeType({ ...field.type, nullable: false });
  if (!fittingColumn(field.type).test(column.type)) {
    throw new SubjectSourceError(
      `the column ${table}."${name}" is of type ${column.type}, but the subject "${subject.name}" declares it as ${declared}`,
      "Change the field's type in the schema of flow.config.ts, or give Flowline a view with the right types.",
    );
  }
}

/** Which column types can be read as which scalar. Texts take anything that is written as text without loss. */
const COLUMN_TYPES = {
  boolean: /^boolean$/,
  number: /^(smallint|integer|bigint|real|double precision|numeric.*)$/,
  text: /^(text|character varying.*|character.*|uuid|citext|smallint|integer|bigint|"?[a-z_][\w.]*"?)$/,
  instant: /^(timestamp.*|date)$/,
};

function fittingColumn(type: ValueType): RegExp {
  if ("scalar" in type) {
    return COLUMN_TYPES[type.scalar];
  }
  return "list" in type ? /^jsonb?$|\[\]$/ : /^jsonb?$/;
}

function listNames(columns: readonly SourceColumnRow[]): string {
  return columns.map(column => column.name).join(", ");
}

async function load(
  database: Database,
  subject: SubjectIr,
  keyType: string,
  ids: readonly string[],
): Promise<SubjectSnapshot> {
  const binds = new Binds([ids]);
  const now = `(select ${database.schema.quoted}.now())`;
  const projection = subjectProjection(subject, { bind: binds.bind, now });
  const rows = await database.query<{
    id: string | null;
    row: Readonly<Record<string, unknown>> | null;
    now_ms: number;
  }>({
    text: `
      select p.${SUBJECT_KEY}::text as id, ${rowJsonSql(subject.fields, "p")} as row,
        floor(extract(epoch from clock.at)::float8 * 1000) as now_ms
      from (select ${now} as at) as clock
      left join (${projection}) as p on p.${SUBJECT_KEY} = any ($1::text[]::${keyType}[])`,
    values: binds.values,
    withinMs: SLOW_REPLY_MS,
  });
  const found = new Map<string, Row>();
  for (const { id, row } of rows) {
    if (id !== null && row !== null) {
      found.set(id, readRow(subject.fields, row));
    }
  }
  return { rows: found, nowMs: rows[0]?.now_ms ?? 0 };
}
