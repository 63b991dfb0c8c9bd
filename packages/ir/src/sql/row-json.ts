import type { FieldIr } from "../subject.js";
import type { Row, ScalarType, Value } from "../value-type.js";
import { quoteIdentifier } from "./identifier.js";

/**
 * SQL that gives the named fields of a projected row (`from` is the projection's alias) as one jsonb object, in the
 * form in which `Row`, history and intents keep them. Read it back with `readRow`.
 */
export function rowJsonSql(fields: Readonly<Record<string, FieldIr>>, from: string): string {
  const columns = Object.entries(fields).map(([name, field]) => columnSql(name, field.type.scalar, from));
  // A row of named columns, because jsonb_build_object stops at 50 pairs and would need its keys as constants.
  return columns.length === 0 ? "'{}'::jsonb" : `(select to_jsonb(r) from (select ${columns.join(", ")}) as r)`;
}

function columnSql(name: string, scalar: ScalarType, from: string): string {
  const column = `${from}.${quoteIdentifier(name)}`;
  const iso = `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
  return `${scalar === "instant" ? iso : column} as ${quoteIdentifier(name)}`;
}

/**
 * The row in a jsonb object that `rowJsonSql` made. PostgreSQL writes the numbers that JSON lacks as texts
 * (`"NaN"`, `"Infinity"`); here they become numbers again. A field that the object lacks is null.
 */
export function readRow(fields: Readonly<Record<string, FieldIr>>, json: Readonly<Record<string, unknown>>): Row {
  const entries = Object.entries(fields).map(([name, field]): readonly [string, Value] => {
    const value = Object.hasOwn(json, name) ? json[name] : null;
    return [name, readValue(value, field.type.scalar)];
  });
  return Object.freeze(Object.fromEntries(entries));
}

function readValue(value: unknown, scalar: ScalarType): Value {
  if (scalar === "number" && typeof value === "string") return Number(value);
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : null;
}
