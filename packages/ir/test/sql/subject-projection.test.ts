import {
  checkSubject,
  type Expression,
  type FieldIr,
  identifierProblem,
  quoteIdentifier,
  quoteTable,
  readRow,
  rowJsonSql,
  type SqlContext,
  subjectProjection,
  toSql,
  type Value,
  type ValueType,
} from "@flowline/ir";
import { describe, expect, test } from "vitest";
import { ANY, arithmetic, call, literal, NUMBERS, number, TEXT, TEXTS, text, variable } from "../expression/build.js";
import { SEED_FLOW } from "../seed-flow.js";

function context(): Pick<SqlContext, "bind" | "now"> & { readonly bound: Value[] } {
  const bound: Value[] = [];
  return { bound, now: "$now", bind: (value, { scalar }) => `$${bound.push(value)}::${scalar}` };
}

describe("a subject's projection", () => {
  test("computes derived fields one select outside of the stored ones that they read", () => {
    const { email, ...fields } = SEED_FLOW.subject.fields;
    const source = { type: "table" as const, table: "crm.users", key: "id" };
    const sql = subjectProjection({ name: "user", source, fields }, context());
    expect(sql).toMatch(
      /^select s\.subject_key, s\."upgraded", s\."created_at", coalesce\(s\."created_at" >= .* as "signed_up_today" from/,
    );
    expect(sql).toMatch(
      /from \(select t\."id" as subject_key, t\."upgraded"::boolean as "upgraded", nullif\(.*\) as s$/,
    );
    expect(sql).toContain('from "crm"."users" as t');
    expect(email).toBeDefined();
  });

  test("lets a name into the statement in quotes only, and a constant as a parameter only", () => {
    const evil = '"; drop table users; --';
    const fields: Readonly<Record<string, FieldIr>> = {
      [evil]: { kind: "stored", type: { scalar: "text", nullable: false }, oneOf: null },
      derived: {
        kind: "derived",
        type: { scalar: "boolean", nullable: false },
        expression: {
          op: "text",
          how: "includes",
          of: { op: "field", type: { scalar: "text", nullable: false }, name: evil },
          search: { op: "literal", type: { scalar: "text", nullable: false }, value: "'; drop table users; --" },
        },
      },
    };
    const binds = context();
    const sql = subjectProjection(
      { name: "user", source: { type: "table", table: `${evil}.t`, key: evil }, fields },
      binds,
    );
    const withoutQuoted = sql.replace(/"(?:[^"]|"")*"/g, "");
    expect(withoutQuoted).not.toContain("drop");
    expect(binds.bound).toEqual(["'; drop table users; --"]);
  });

  test("works for a flow that reads no field", () => {
    const sql = subjectProjection({ ...SEED_FLOW.subject, fields: {} }, context());
    expect(sql).toBe('select s.subject_key from (select t."id" as subject_key from "users" as t) as s');
  });
});

describe("a row as JSON", () => {
  test("writes instants in their one form and is empty without fields", () => {
    expect(rowJsonSql({}, "p")).toBe("'{}'::jsonb");
    const { created_at, upgraded } = SEED_FLOW.subject.fields;
    if (created_at === undefined || upgraded === undefined) throw new Error("the seed flow has both");
    expect(rowJsonSql({ created_at, upgraded }, "p")).toBe(
      `(select to_jsonb(r) from (select to_char(p."created_at" at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "created_at", p."upgraded" as "upgraded") as r)`,
    );
  });

  test("reads the numbers that JSON lacks, and takes what is missing for null", () => {
    const number: FieldIr = { kind: "stored", type: { scalar: "number", nullable: true }, oneOf: null };
    const text: FieldIr = { kind: "stored", type: { scalar: "text", nullable: true }, oneOf: null };
    const fields = { a: number, b: number, c: number, d: text, constructor: text };
    const row = readRow(fields, { a: "NaN", b: "-Infinity", c: 1.5, d: "NaN" });
    expect(row).toEqual({ a: Number.NaN, b: Number.NEGATIVE_INFINITY, c: 1.5, d: "NaN", constructor: null });
    expect(Object.isFrozen(row)).toBe(true);
  });
});

describe("an identifier", () => {
  test("is quoted whatever it holds", () => {
    expect(quoteIdentifier('a "b"')).toBe('"a ""b"""');
    expect(quoteTable("crm.users")).toBe('"crm"."users"');
    expect(quoteTable("Users")).toBe('"Users"');
  });

  test.each([
    ["", "empty"],
    ["a\0b", "U+0000"],
    ["\ud800", "surrogate"],
    ["a".repeat(64), "at most 63 bytes"],
  ])("that is %j has a problem", (name, problem) => {
    expect(identifierProblem(name)).toContain(problem);
  });

  test("of 63 bytes has none", () => {
    expect(identifierProblem("a".repeat(63))).toBeUndefined();
  });
});

describe("an expression as SQL", () => {
  test("binds every constant and asks for null without binding it", () => {
    const binds = context();
    const sql = toSql(
      {
        op: "and",
        left: {
          op: "equal",
          negated: true,
          left: { op: "field", type: { scalar: "text", nullable: true }, name: "plan" },
          right: { op: "literal", type: { scalar: "text", nullable: true }, value: null },
        },
        right: {
          op: "in",
          of: { op: "field", type: { scalar: "number", nullable: true }, name: "n" },
          list: [1, null, 2],
        },
      },
      { ...binds, field: quoteIdentifier },
    );
    expect(sql).toBe('((not ("plan" is null)) and coalesce("n" in ($1::number, $2::number), true))');
    expect(binds.bound).toEqual([1, 2]);
  });

  test("needs no statement for a list without values", () => {
    const of = { op: "field" as const, type: { scalar: "number" as const, nullable: true }, name: "n" };
    const write = { ...context(), field: quoteIdentifier };
    expect(toSql({ op: "in", of, list: [] }, write)).toBe("false");
    expect(toSql({ op: "in", of, list: [null] }, write)).toBe('("n" is null)');
  });

  test("takes an object of more members than PostgreSQL takes arguments, in parts", () => {
    const items = Array.from({ length: 51 }, () => number(1));
    const members = Object.fromEntries(items.map((item, index) => [`m${index}`, item]));
    const write = { ...context(), field: quoteIdentifier };
    expect(toSql({ op: "object", members }, write).split("jsonb_build_object(")).toHaveLength(3);
    expect(toSql({ op: "list", type: NUMBERS, items }, write).split("jsonb_build_array(")).toHaveLength(3);
    expect(toSql({ op: "object", members: {} }, write)).toBe("'{}'::jsonb");
    expect(toSql({ op: "list", type: NUMBERS, items: [] }, write)).toBe("'[]'::jsonb");
  });

  test.each<[string, Expression]>([
    ["no variable may be read here", variable("trigger", TEXT)],
    ["`function` has no SQL form", call("trim", TEXT, [text("a")])],
    ["`%` has no SQL form", arithmetic(number(1), "%", number(2))],
    ["only scalars are looked for in a constant list", { op: "in", of: literal(1), list: [1] }],
    ["a list or an object is no scalar", literal([], TEXT)],
    ["only a list can be searched", { op: "has", list: text("a"), item: text("a") }],
  ])("is an error where it cannot be: %s", (message, expression) => {
    expect(() => toSql(expression, { ...context(), field: quoteIdentifier })).toThrow(message);
  });
});

describe("a subject with lists and objects", () => {
  const stored = (type: ValueType): FieldIr => ({ kind: "stored", type, oneOf: null });
  const derived = (type: ValueType, expression: Expression): FieldIr => ({ kind: "derived", type, expression });
  const problemsOf = (fields: Readonly<Record<string, FieldIr>>) =>
    checkSubject({ name: "user", source: { type: "table", table: "users", key: "id" }, fields }).map(
      ({ path, message }) => `${path.join(".")}: ${message}`,
    );
  const tags: Expression = { op: "field", type: TEXTS, name: "tags" };

  test("may derive fields from them, of their types", () => {
    expect(problemsOf({ tags: stored(TEXTS), copy: derived(TEXTS, tags) })).toEqual([]);
    expect(problemsOf({ tags: stored(TEXTS), count: derived(TEXT, { op: "length", of: tags }) })).toEqual([
      "fields.count.expression: its type is not the one that the field declares",
    ]);
    expect(problemsOf({ tags: stored(TEXTS), all: derived(TEXT, call("join", TEXT, [tags])) })).toEqual([
      "fields.all.expression: a derived field is asked in SQL, which has no `function` like this",
    ]);
    expect(problemsOf({ all: derived(TEXT, { op: "concat", parts: [text("a"), tags] }) })).toContain(
      'fields.all.expression.parts.1: there is no field "tags"',
    );
  });

  test("is read with them as JSON", () => {
    const row = readRow(
      { tags: stored(TEXTS), any: stored(ANY) },
      { tags: ["a", null], any: { a: [1, true, undefined] } },
    );
    expect(row).toEqual({ tags: ["a", null], any: { a: [1, true, null] } });
    expect(Object.isFrozen(row.tags)).toBe(true);
  });
});
