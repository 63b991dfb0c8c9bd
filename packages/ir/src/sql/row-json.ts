import { isoSql } from "../expression/json-sql.js";
import { scalarOf } from "../expression/scalar-of.js";
import type { FieldIr } from "../subject.js";
import type { Row, Value, ValueType } from "../value-type.js";
import { quoteIdentifier } from "./identifier.js";

/**
 * SQL that gives the named fields of a projected row (`from` is the projection's alias) as one jsonb object, in the
 * form in which `Row`, history and intents keep them. Read it back with `readRow`.
 */
export function rowJsonSql(fields: Readonly<Record<string, FieldIr>>, from: string): string {
  const columns = Object.entries(fields).map(([name, field]) => columnSql(name, field.type, from));
  // A row of named columns, because jsonb_build_object stops at 50 pairs and would need its keys as constants.
  return columns.length === 0 ? "'{}'::jsonb" : `(select to_jsonb(r) from (select ${columns.join(", ")}) as r)`;
}

function columnSql(name: string, type: ValueType, from: string): string {
  const column = `${from}.${quoteIdentifier(name)}`;
  return `${scalarOf(type) === "instant" ? isoSql(column) : column} as ${quoteIdentifier(name)}`;
}

/**
 * The row in a jsonb object that `rowJsonSql` made. PostgreSQL writes the numbers that JSON lacks as texts
 * (`"NaN"`, `"Infinity"`); here they become numbers again. A field that the object lacks is null.
 */
export function readRow(fields: Readonly<Record<string, FieldIr>>, json: Readonly<Record<string, unknown>>): Row {
  const entries = Object.entries(fields).map(([name, field]): readonly [string, Value] => {
    const value = Object.hasOwn(json, name) ? json[name] : null;
    return [name, readColumn(value, field.type)];
  });
  return Object.freeze(Object.fromEntries(entries));
}

function readColumn(value: unknown, type: ValueType): Value {
  const scalar = scalarOf(type);
  if (scalar === "number" && typeof value === "string") return Number(value);
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  return scalar === null ? readJson(value) : null;
}

/** The projection has already made lists and objects conform to their types; here they are copied and frozen. */
function readJson(value: unknown): Value {
  if (Array.isArray(value)) return Object.freeze(value.map(readJson));
  if (typeof value === "object" && value !== null) {
    return Object.freeze(Object.fromEntries(Object.entries(value).map(([name, member]) => [name, readJson(member)])));
  }
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : null;
}
