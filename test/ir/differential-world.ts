import {
  type Expression,
  type FieldIr,
  quoteIdentifier,
  type Row,
  readRow,
  rowJsonSql,
  type ScalarValue,
  type ScalarValueType,
  SQL_TYPES,
  type SubjectIr,
  subjectProjection,
  toSql,
  type Value,
  type ValueType,
} from "@flowline/ir";
import pg from "pg";
import { inject } from "vitest";
import { NUMBERS, TEXTS } from "../../packages/ir/test/arbitrary/expression.js";
import { ITEM, maybe, maybeList, ORDER, sure } from "../../packages/ir/test/arbitrary/types.js";

/** The subject's table. */
const TABLE = 'odd "schema".people';
/** Flow time. */
export const NOW_MS = Date.parse("2025-03-30T01:00:00.123Z");
/** Flow time is finer than a millisecond in PostgreSQL; none of it may be seen. */
const NOW_SQL = "timestamptz '2025-03-30 01:00:00.123999+00'";

/** A column of the table and what its rows hold, as PostgreSQL reads it. */
export interface Column {
  readonly sqlType: string;
  readonly type: ValueType;
  readonly raw: readonly (string | null)[];
}

const NUMBER_TEXTS = ["NaN", "Infinity", "-Infinity", "-0", ...NUMBERS.map(String)];
const WHOLE_TEXTS = ["0", "1", "-1", "3", "9007199254740993", "-9007199254740993", "9223372036854775807"];
const INSTANT_TEXTS = [
  "infinity",
  "-infinity",
  "0044-03-15 00:00:00+00 BC",
  "0001-01-01 00:00:00+00",
  "1969-12-31 23:59:59.9999+00",
  "1970-01-01 00:00:00+00",
  "2025-03-29 23:59:59.999999+00",
  "2025-03-30 00:00:00+00",
  "2025-03-30 01:00:00.123456+00",
  "2025-03-30 03:00:00.1235+02",
  "2025-03-30 01:00:00.124+00",
  "9999-12-31 23:59:59.999999+00",
  "10000-01-01 00:00:00+00",
  "290000-01-01 00:00:00+00",
];
/** Those that a row can hold. */
export const FINITE_INSTANT_TEXTS = INSTANT_TEXTS.filter(text => /^[0-9]{4}-/.test(text) && !text.endsWith("BC"));

const JSON_ITEM =
  '{"id": "a", "odd \\"name\\"": 9007199254740993, "at": "2025-03-30T03:00:00.1239+02:00", "ok": true, "tags": ["\u00a0", "😀", null]}';
const JSON_ITEMS = `[${JSON_ITEM}, null, {"id": "b", "odd \\"name\\"": -0.0, "ok": false}, {"id": "İ", "at": "2025-03-30", "tags": []}]`;
/** Objects that keep their type, or leave members out. */
const JSON_ORDERS = [
  `{"id": "a", "total": 1e308, "paid": true, "at": "2025-03-30T01:00:00.123Z", "items": ${JSON_ITEMS}, "scores": [3, 0, 1, null, 5e-324], "constructor": {"length": 3, "first": ${JSON_ITEM}}}`,
  `{"id": "", "total": 0, "paid": false, "at": null, "items": [], "scores": [], "constructor": null}`,
  `{"id": "a😀b", "total": 9007199254740993, "at": "2025-03-30T01:00", "constructor": {"length": 0.1}, "extra": [1]}`,
  "{}",
  "null",
];
/** Objects that break it wherever they can. */
const SPOILT_ORDERS = [
  '{"id": 1, "total": "1", "paid": "true", "at": "2025-02-29T00:00:00Z", "items": {"0": {}}, "scores": 5, "constructor": [{"length": 1}]}',
  '{"id": ["a"], "total": 1e400, "paid": 1, "at": "infinity", "items": ["a", [], 5], "scores": ["1", 1e-400, -1e400, {}, true, 2], "constructor": {"length": null, "first": "a"}}',
  '{"id": {"id": "a"}, "total": null, "paid": null, "at": "0000-01-01T00:00:00Z", "items": [{"tags": "a", "at": 5, "ok": 0}], "scores": [[1]]}',
  '[{"id": "a"}]',
  '"a"',
  "5",
];

/** Every stored column, by name. Names that need quoting, or that mean something in JavaScript, are among them. */
export const COLUMNS: Readonly<Record<string, Column>> = {
  upgraded: { sqlType: "boolean", type: sure("boolean"), raw: ["true", "false"] },
  'consent "news"': { sqlType: "boolean", type: maybe("boolean"), raw: ["true", "false", null] },
  score: { sqlType: "float8", type: sure("number"), raw: NUMBER_TEXTS },
  constructor: { sqlType: "int8", type: maybe("number"), raw: [...WHOLE_TEXTS, null] },
  price: { sqlType: "numeric", type: maybe("number"), raw: ["0.1", "-0.0", "0.30000000000000004", "NaN", null] },
  name: { sqlType: "text", type: sure("text"), raw: TEXTS },
  Größe: { sqlType: "text collate loose", type: sure("text"), raw: TEXTS },
  nickname: { sqlType: "varchar(9)", type: maybe("text"), raw: [...TEXTS, null] },
  created_at: { sqlType: "timestamptz", type: sure("instant"), raw: FINITE_INSTANT_TEXTS },
  seen_at: { sqlType: "timestamptz", type: maybe("instant"), raw: [...INSTANT_TEXTS, null] },
  tags: { sqlType: "text[]", type: maybeList(maybe("text")), raw: ["{}", "{a,NULL,😀,İ}", '{"\u00a0"}', null] },
  scores: {
    sqlType: "float8[]",
    type: maybeList(maybe("number")),
    raw: ["{NaN,-0,1}", "{Infinity,9007199254740993,NULL}"],
  },
  visits: {
    sqlType: "timestamptz[]",
    type: maybeList(maybe("instant")),
    raw: ['{"2025-03-30 01:00:00.123999+00",infinity}', null],
  },
  matrix: {
    sqlType: "jsonb",
    type: maybeList(maybeList(maybe("number"))),
    raw: ["[[1, 0.1, -0], [], null, [[2]], 3]", "[]", "{}"],
  },
  orders: { sqlType: "json", type: maybeList(ITEM), raw: [JSON_ITEMS, "[null, 1, {}]", "null", null] },
  profile: { sqlType: "jsonb", type: ORDER, raw: [...JSON_ORDERS] },
};

/** Every column as a stored field. */
export const STORED: Readonly<Record<string, FieldIr>> = Object.fromEntries(
  Object.entries(COLUMNS).map(([name, { type }]) => [name, { kind: "stored", type, oneOf: null }]),
);

/** Variables of a run, by name, as JSON texts; each row of the table has some of its own. */
const VARIABLE_TEXTS: Readonly<Record<string, readonly string[]>> = {
  trigger: JSON_ORDERS,
  event: [...JSON_ORDERS].reverse(),
  "steps.charge card": [`{"status": "sent", "body": ${JSON_ORDERS[0]}}`, '{"status": null, "body": {}}', "{}", "null"],
  "vars.number": ["0", "0.1", "9007199254740993", "-3", "null"],
  "vars.text": ['"a"', '""', '"a😀b"', "null", '"\u00a0"', '"İ"'],
  "vars.truth": ["true", "false", "null"],
  "vars.instant": ['"2025-03-30T01:00:00.123999Z"', '"1969-12-31T23:59:59.9999+00:00"', "null", '"2024-02-29"'],
  "vars.matrix": ["[[1], [], [2, 3, null], null]", "[]", "null"],
  "vars.texts": ['["a", "b", "a", null, ""]', "[]", "null"],
};

/** The same with values that break their types among them. */
const SPOILT_TEXTS: Readonly<Record<string, readonly string[]>> = {
  ...VARIABLE_TEXTS,
  trigger: [...JSON_ORDERS, ...SPOILT_ORDERS],
  event: [...SPOILT_ORDERS, ...JSON_ORDERS],
  "steps.charge card": [`{"status": true, "body": ${SPOILT_ORDERS[0]}}`, `{"body": ${SPOILT_ORDERS[1]}}`, "[]"],
  "vars.number": [
    "true",
    '"NaN"',
    "1e400",
    "-1e400",
    "1e-400",
    "2.4703282292062328e-324",
    "1.7976931348623159e308",
    "[1]",
    "7",
  ],
  "vars.text": ["1", '["a"]', '"a"', "false"],
  "vars.truth": ['"true"', "0", "{}", "true"],
  "vars.instant": [
    '"2025-02-29"',
    '"2025-03-30T24:00:00Z"',
    '"10000-01-01T00:00:00Z"',
    '"0001-01-01T00:00:00+14:00"',
    "0",
    '"now"',
  ],
  "vars.matrix": ["5", "{}", '[1, "a", [true]]'],
  "vars.texts": ['"abc"', "[1, [], null]", '{"0": "a"}'],
};

/** A database with the table in it, for one file of tests. */
export interface World {
  readonly client: pg.Client;
  close(): Promise<void>;
}

export async function openWorld(name: string): Promise<World> {
  const database = `${name}_${process.pid}`;
  const url = new URL(inject("databaseUrl"));
  const maintenance = new pg.Client({ connectionString: url.href });
  await maintenance.connect();
  await maintenance.query(`create database ${database} template template0 encoding 'UTF8' locale 'C.UTF-8'`);
  url.pathname = `/${database}`;
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  await client.query("set timezone = 'UTC'");
  await client.query("create collation loose (provider = icu, locale = 'und-u-ks-level1', deterministic = false)");
  await client.query('create schema "odd ""schema"""');
  const columns = Object.entries(COLUMNS).map(([column, { sqlType }]) => `${quoteIdentifier(column)} ${sqlType}`);
  await client.query(`create table "odd ""schema""".people (id bigint primary key, ${columns.join(", ")})`);
  await client.query("create table vars (id bigint primary key, kept jsonb not null, spoilt jsonb not null)");
  for (const [index, row] of rawRows().entries()) {
    await insert(client, index + 1, row);
    await client.query("insert into vars values ($1, $2, $3)", [
      index + 1,
      variablesOf(VARIABLE_TEXTS, index),
      variablesOf(SPOILT_TEXTS, index),
    ]);
  }
  return {
    client,
    async close() {
      await client.end();
      await maintenance.query(`drop database ${database} with (force)`);
      await maintenance.end();
    },
  };
}

/** JSON, in which some variables are not there at all. */
function variablesOf(texts: Readonly<Record<string, readonly string[]>>, index: number): string {
  const members = Object.entries(texts).flatMap(([name, raw], position) =>
    (index + position) % 17 === 0 ? [] : [`${JSON.stringify(name)}: ${raw[(index * stepOf(position)) % raw.length]}`],
  );
  return `{${members.join(", ")}}`;
}

/** A row as PostgreSQL is given it. */
export type RawRow = Readonly<Record<string, string | null>>;

/** Each column steps through its values in primes of its own, so that every value of one meets many of the others. */
export function rawRows(): readonly RawRow[] {
  return Array.from({ length: 60 }, (_, index) =>
    Object.fromEntries(
      Object.entries(COLUMNS).map(([name, { raw }], position) => [
        name,
        raw[(index * stepOf(position)) % raw.length] ?? null,
      ]),
    ),
  );
}

function stepOf(position: number): number {
  return [31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101][position] ?? 1;
}

async function insert(client: pg.Client, id: number, row: RawRow): Promise<void> {
  const names = Object.keys(row).map(quoteIdentifier);
  const casts = Object.keys(row).map((_, index) => `$${index + 2}`);
  const text = `insert into "odd ""schema""".people (id, ${names.join(", ")}) values ($1, ${casts.join(", ")})`;
  await client.query(text, [id, ...Object.values(row)]);
}

/** Collects parameters as a runtime does. */
class Statement {
  readonly values: ScalarValue[] = [];
  readonly now = NOW_SQL;

  readonly bind = (value: ScalarValue, { scalar }: ScalarValueType): string => {
    this.values.push(value);
    return `$${this.values.length}::${SQL_TYPES[scalar]}`;
  };

  readonly field = (name: string): string => `p.${quoteIdentifier(name)}`;

  readonly variable = (name: string): string => `(v.vars -> ${this.bind(name, { scalar: "text", nullable: false })})`;
}

/** A row and its variables, with what PostgreSQL makes of the expression. */
export interface Answer {
  readonly row: Row;
  readonly variables: Readonly<Record<string, Value>>;
  readonly verdict: unknown;
}

/** Asks PostgreSQL about every row as the projection reads it. */
export async function ask(
  { client }: World,
  subject: SubjectIr,
  [expression, vars]: readonly [Expression, "kept" | "spoilt"],
): Promise<readonly Answer[]> {
  const statement = new Statement();
  const projection = subjectProjection(subject, statement);
  const verdict = toSql(expression, statement);
  const text =
    `select ${rowJsonSql(subject.fields, "p")} as row, v.vars as variables, ${verdict} as verdict from (${projection}) as p ` +
    `join (select id, ${vars} as vars from vars) as v on v.id = p.subject_key order by p.subject_key`;
  const { rows } = await client.query(text, statement.values);
  return rows.map(({ row, variables, verdict: sqlVerdict }) => ({
    row: readRow(subject.fields, row),
    variables,
    verdict: sqlVerdict,
  }));
}

/** The subject with these fields. */
export function subjectOf(fields: Readonly<Record<string, FieldIr>>): SubjectIr {
  return { name: "user", source: { type: "table", table: TABLE, key: "id" }, fields };
}
