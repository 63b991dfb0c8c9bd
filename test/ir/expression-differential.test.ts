// One meaning, three readers: `interpret`, PostgreSQL reading `toSql` through the projection, and JavaScript itself
// running what `printExpression` wrote. Random expressions over rows that hold every value known to be treacherous.

import { after, ago, before, fromNow, now, startOfToday } from "@flowline/dsl";
import {
  checkExpression,
  type Expression,
  type FieldIr,
  interpret,
  printExpression,
  quoteIdentifier,
  type Row,
  readRow,
  rowJsonSql,
  type ScalarType,
  SQL_TYPES,
  type SubjectIr,
  subjectProjection,
  toSql,
  type Value,
  type ValueType,
} from "@flowline/ir";
import fc from "fast-check";
import pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, inject, test, vi } from "vitest";
import { conditionArbitrary, NUMBERS, TEXTS } from "../../packages/ir/test/arbitrary/expression.js";

const TABLE = 'odd "schema".people';
const NOW_MS = Date.parse("2025-03-30T01:00:00.123Z");
/** Flow time is finer than a millisecond in PostgreSQL; none of it may be seen. */
const NOW_SQL = "timestamptz '2025-03-30 01:00:00.123999+00'";

interface Column {
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
const FINITE_INSTANT_TEXTS = INSTANT_TEXTS.filter(text => /^[0-9]{4}-/.test(text) && !text.endsWith("BC"));

/** Every stored column, by name. Names that need quoting, or that mean something in JavaScript, are among them. */
const COLUMNS: Readonly<Record<string, Column>> = {
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
};

const STORED: Readonly<Record<string, FieldIr>> = Object.fromEntries(
  Object.entries(COLUMNS).map(([name, { type }]) => [name, { kind: "stored", type, oneOf: null }]),
);

function sure(scalar: ScalarType): ValueType {
  return { scalar, nullable: false };
}

function maybe(scalar: ScalarType): ValueType {
  return { scalar, nullable: true };
}

let maintenance: pg.Client;
let client: pg.Client;
const database = `differential_${process.pid}`;

beforeAll(async () => {
  const url = new URL(inject("databaseUrl"));
  maintenance = new pg.Client({ connectionString: url.href });
  await maintenance.connect();
  await maintenance.query(`create database ${database} template template0 encoding 'UTF8' locale 'C.UTF-8'`);
  url.pathname = `/${database}`;
  client = new pg.Client({ connectionString: url.href });
  await client.connect();
  await client.query("set timezone = 'UTC'");
  await client.query("create collation loose (provider = icu, locale = 'und-u-ks-level1', deterministic = false)");
  await client.query('create schema "odd ""schema"""');
  const columns = Object.entries(COLUMNS).map(([name, { sqlType }]) => `${quoteIdentifier(name)} ${sqlType}`);
  await client.query(`create table "odd ""schema""".people (id bigint primary key, ${columns.join(", ")})`);
  for (const [index, row] of rawRows().entries()) await insert(index + 1, row);
});

afterAll(async () => {
  await client.end();
  await maintenance.query(`drop database ${database} with (force)`);
  await maintenance.end();
});

afterEach(() => {
  vi.useRealTimers();
});

type RawRow = Readonly<Record<string, string | null>>;

/** Each column steps through its values in primes of its own, so that every value of one meets many of the others. */
function rawRows(): readonly RawRow[] {
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
  return [31, 37, 41, 43, 47, 53, 59, 61, 67, 71][position] ?? 1;
}

async function insert(id: number, row: RawRow): Promise<void> {
  const names = Object.keys(row).map(quoteIdentifier);
  const casts = Object.keys(row).map((_, index) => `$${index + 2}`);
  const text = `insert into "odd ""schema""".people (id, ${names.join(", ")}) values ($1, ${casts.join(", ")})`;
  await client.query(text, [id, ...Object.values(row)]);
}

/** Collects parameters as a runtime does. */
class Statement {
  readonly values: Value[] = [];
  readonly now = NOW_SQL;

  readonly bind = (value: Value, { scalar }: ValueType): string => {
    this.values.push(value);
    return `$${this.values.length}::${SQL_TYPES[scalar]}`;
  };

  readonly field = (name: string): string => `p.${quoteIdentifier(name)}`;
}

interface Answer {
  readonly row: Row;
  readonly verdict: unknown;
}

/** Every row as the projection reads it, with what PostgreSQL makes of the condition. */
async function ask(subject: SubjectIr, condition: Expression): Promise<readonly Answer[]> {
  const statement = new Statement();
  const projection = subjectProjection(subject, statement);
  const verdict = toSql(condition, statement);
  const text = `select ${rowJsonSql(subject.fields, "p")} as row, ${verdict} as verdict from (${projection}) as p order by p.subject_key`;
  const { rows } = await client.query(text, statement.values);
  return rows.map(({ row, verdict: sqlVerdict }) => ({ row: readRow(subject.fields, row), verdict: sqlVerdict }));
}

function subjectOf(fields: Readonly<Record<string, FieldIr>>): SubjectIr {
  return { name: "user", source: { type: "table", table: TABLE, key: "id" }, fields };
}

/** The row as an author's lambda would get it: instants are dates. */
function asAuthorSees(row: Row, fields: Readonly<Record<string, FieldIr>>): unknown {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => {
      const isDate = fields[name]?.type.scalar === "instant" && typeof value === "string";
      return [name, isDate ? new Date(value) : value];
    }),
  );
}

function runAsJavaScript(text: string, row: unknown): boolean {
  const words = { now, startOfToday, ago, fromNow, before, after };
  const lambda = new Function("user", ...Object.keys(words), `"use strict"; return (${text});`);
  return Boolean(lambda(row, ...Object.values(words)));
}

/** At both ends of the calendar a moved instant becomes null, where JavaScript's dates go on: nobody plans there. */
function isWithinTheCalendar(value: unknown): boolean {
  return !/0001-01-01|9999-12-31|31557600000000/.test(JSON.stringify(value));
}

const runs = 400;

test("the rows hold every value of every column", () => {
  for (const [name, { raw }] of Object.entries(COLUMNS)) {
    expect(new Set(rawRows().map(row => row[name]))).toEqual(new Set(raw));
  }
});

describe("an expression", () => {
  test("means the same to the interpreter and to PostgreSQL", async () => {
    await fc.assert(
      fc.asyncProperty(conditionArbitrary({ fields: STORED }), async condition => {
        expect(checkExpression(condition, STORED)).toEqual([]);
        for (const { row, verdict } of await ask(subjectOf(STORED), condition)) {
          expect({ row, verdict }).toEqual({ row, verdict: interpret(condition, { row, nowMs: NOW_MS }) });
        }
      }),
      { numRuns: runs },
    );
  });

  test("means the same to the interpreter and to JavaScript once it is printed", async () => {
    const answers = await ask(subjectOf(STORED), { op: "truthy", of: { op: "now" } });
    vi.useFakeTimers({ now: NOW_MS, toFake: ["Date"] });
    fc.assert(
      fc.property(
        conditionArbitrary({ fields: STORED }).filter(condition => isWithinTheCalendar(condition)),
        condition => {
          const text = printExpression(condition, "user");
          for (const { row } of answers.filter(answer => isWithinTheCalendar(answer.row))) {
            const verdict = runAsJavaScript(text, asAuthorSees(row, STORED));
            expect({ text, row, verdict }).toEqual({
              text,
              row,
              verdict: interpret(condition, { row, nowMs: NOW_MS }),
            });
          }
        },
      ),
      { numRuns: runs },
    );
  });

  test("means the same to the interpreter and to PostgreSQL where rows break their schema with nulls", async () => {
    const promised = Object.fromEntries(
      Object.entries(STORED).map(([name, field]): [string, FieldIr] => [
        name,
        { ...field, type: sure(field.type.scalar) },
      ]),
    );
    await fc.assert(
      fc.asyncProperty(conditionArbitrary({ fields: promised }), async condition => {
        for (const { row, verdict } of await ask(subjectOf(promised), condition)) {
          expect({ row, verdict }).toEqual({ row, verdict: interpret(condition, { row, nowMs: NOW_MS }) });
        }
      }),
      { numRuns: runs },
    );
  });
});

describe("a derived field", () => {
  test("holds in the projection what the interpreter makes of its expression, and can be read like any other", async () => {
    await fc.assert(
      fc.asyncProperty(conditionArbitrary({ fields: STORED, depth: 3 }), async expression => {
        const fields: Readonly<Record<string, FieldIr>> = {
          derived: { kind: "derived", type: sure("boolean"), expression },
          ...STORED,
        };
        const condition: Expression = { op: "not", of: { op: "field", type: sure("boolean"), name: "derived" } };
        for (const { row, verdict } of await ask(subjectOf(fields), condition)) {
          const derived = interpret(expression, { row, nowMs: NOW_MS });
          expect({ row: row.derived, verdict }).toEqual({ row: derived, verdict: derived !== true });
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe("a projected row", () => {
  test("holds what the table holds: the nearest double, the same text, the instant without its microseconds", async () => {
    const answers = await ask(subjectOf(STORED), { op: "truthy", of: { op: "now" } });
    expect(answers.map(({ row }) => row)).toEqual(rawRows().map(expectedRow));
  });
});

function expectedRow(raw: RawRow): Row {
  return Object.fromEntries(
    Object.entries(COLUMNS).map(([name, { type }]) => [name, expectedValue(raw[name] ?? null, type.scalar)]),
  );
}

function expectedValue(text: string | null, scalar: ScalarType): Value {
  if (text === null) return null;
  switch (scalar) {
    case "boolean":
      return text === "true";
    case "number":
      // jsonb has no negative zero, and no operator of ours tells the two apart.
      return Number(text) + 0;
    case "text":
      return text;
    case "instant":
      return FINITE_INSTANT_TEXTS.includes(text) ? new Date(isoOf(text)).toISOString() : null;
  }
}

/** PostgreSQL's spelling of an instant as ECMAScript's, cut to milliseconds. */
function isoOf(text: string): string {
  return `${text.replace(" ", "T").replace(/(\.\d{3})\d*/, "$1")}:00`;
}
