import type { ScalarType, ValueType } from "../value-type.js";
import { HAS_ZONE_PATTERN, INSTANT_PATTERN } from "./read-value.js";

/**
 * A body that may name its inputs as often as it likes: they are computed once, and PostgreSQL can neither put them in each place
 * nor, where they are constant, compute a branch that is never taken.
 */
export function letSql(inputs: Readonly<Record<string, string>>, body: string): string {
  const columns = Object.entries(inputs).map(([name, sql]) => `${sql} as ${name}`);
  return `(select ${body} from (select ${columns.join(", ")} offset 0) as inputs)`;
}

/** Null for an instant outside the years 1 to 9999 (see `formatInstant`), `infinity` included. */
export function instantInRangeSql(instant: string): string {
  return (
    `nullif(nullif(greatest(least(${instant}, timestamptz '10000-01-01 00:00:00+00'), ` +
    `timestamptz '0001-12-31 23:59:59.999+00 BC'), timestamptz '10000-01-01 00:00:00+00'), ` +
    `timestamptz '0001-12-31 23:59:59.999+00 BC')`
  );
}

/** An instant in its one written form. */
export function isoSql(instant: string): string {
  return `to_char(${instant} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}

/** What a jsonb holds, read as a type by the rules of `readValue`: NULL where it holds something else. Lists and objects stay jsonb. */
export function fromJsonSql(json: string, type: ValueType): string {
  if ("scalar" in type) return scalarSql(json, type.scalar);
  if ("any" in type) return json;
  return letSql({ v: json }, `case jsonb_typeof(v) when '${"list" in type ? "array" : "object"}' then v end`);
}

/** 2^1024 less half a unit in the last place, from where on the nearest double is infinite; and 2^-1075, up to which it is zero. */
const [TOO_GREAT, TOO_SMALL] = ["1.797693134862315807937289714053e308", "2.4703282292062327208e-324"];

function scalarSql(json: string, scalar: ScalarType): string {
  switch (scalar) {
    case "boolean":
      return `(case ${json} when 'true'::jsonb then true when 'false'::jsonb then false end)`;
    case "text":
      return letSql({ v: json }, "case jsonb_typeof(v) when 'string' then v #>> '{}' end");
    case "number":
      return letSql(
        { v: json },
        `case when jsonb_typeof(v) <> 'number' then null when abs(v::numeric) >= ${TOO_GREAT} then null ` +
          `when abs(v::numeric) <= ${TOO_SMALL} then 0::float8 else v::float8 end`,
      );
    case "instant":
      return letSql({ v: `${json} #>> '{}'` }, `case when v ~ '${INSTANT_PATTERN}' then ${instantSql("v")} end`);
  }
}

/** What is finer than a millisecond is cut off as text, because reading it would round. */
function instantSql(text: string): string {
  const zone = `case when ${text} ~ 'T.*${HAS_ZONE_PATTERN}' then '' when ${text} like '%T%' then 'Z' else 'T00:00Z' end`;
  return instantInRangeSql(`(regexp_replace(${text}, '([.][0-9]{3})[0-9]+', '\\1') || ${zone})::timestamptz`);
}

/** A value of a type as jsonb. A number that JSON lacks is NULL, which becomes null inside an object or a list. */
export function toJsonSql(sql: string, type: ValueType): string {
  if (!("scalar" in type)) return sql;
  switch (type.scalar) {
    case "boolean":
      return `to_jsonb(${sql})`;
    case "text":
      return `to_jsonb((${sql})::text)`;
    case "number":
      return `to_jsonb(nullif(nullif(nullif(${sql}, 'NaN'), 'Infinity'), '-Infinity'))`;
    case "instant":
      return `to_jsonb(${isoSql(sql)})`;
  }
}

/** How `conformSql` gets at names: as parameters. */
export type BindText = (text: string) => string;

/**
 * A jsonb with nothing in it that its type does not say: what breaks its type is null, members that the type lacks are left out,
 * instants have their one form. Applied to what a subject's column holds, so that nobody after it need look again.
 */
export function conformSql(json: string, type: ValueType, bind: BindText): string {
  return conform(json, type, { bind, depth: 0 });
}

interface Conforming {
  readonly bind: BindText;
  readonly depth: number;
}

function conform(json: string, type: ValueType, { bind, depth }: Conforming): string {
  if ("any" in type) return json;
  if ("scalar" in type) return toJsonSql(fromJsonSql(json, type), type);
  const [value, item] = [`json_${depth}`, `item_${depth}`];
  const inner = { bind, depth: depth + 1 };
  if ("list" in type) {
    const element = conform(`${item}.value`, type.list, inner);
    const all = `(select jsonb_agg(${element} order by ${item}.place) from jsonb_array_elements(${value}) with ordinality as ${item}(value, place))`;
    return letSql({ [value]: json }, `case jsonb_typeof(${value}) when 'array' then coalesce(${all}, '[]') end`);
  }
  const members = Object.entries(type.object).map(([name, member]): readonly [string, string] => {
    const key = bind(name);
    return [key, conform(`(${value} -> ${key})`, member, inner)];
  });
  return letSql({ [value]: json }, `case jsonb_typeof(${value}) when 'object' then ${objectSql(members)} end`);
}

/** PostgreSQL takes at most a hundred arguments. */
const MAX_PAIRS = 50;

/** A jsonb object of keys (SQL of texts) and values (SQL of jsonb). */
export function objectSql(members: readonly (readonly [key: string, value: string])[]): string {
  return inParts(
    members.map(([key, value]) => `${key}, ${value}`),
    MAX_PAIRS,
    ["jsonb_build_object", "'{}'::jsonb"],
  );
}

/** A jsonb list of values (SQL of jsonb). */
export function listSql(items: readonly string[]): string {
  return inParts(items, MAX_PAIRS, ["jsonb_build_array", "'[]'::jsonb"]);
}

function inParts(args: readonly string[], most: number, [build, empty]: readonly [string, string]): string {
  if (args.length === 0) return empty;
  const parts: string[] = [];
  for (let from = 0; from < args.length; from += most)
    parts.push(`${build}(${args.slice(from, from + most).join(", ")})`);
  return parts.length === 1 ? parts.join("") : `(${parts.join(" || ")})`;
}
