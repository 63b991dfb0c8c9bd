// One meaning, three readers: `interpret`, PostgreSQL reading `toSql` through the projection, and JavaScript itself
// running what `printExpression` wrote. Random expressions over rows and variables that hold every value known to be treacherous.

import {
  checkExpression,
  type Expression,
  type FieldIr,
  findUnportable,
  interpret,
  printExpression,
  type Row,
  type ScalarType,
  toSql,
  type Value,
} from "@flowline/ir";
import fc from "fast-check";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { anyExpressionArbitrary, conditionArbitrary } from "../../packages/ir/test/arbitrary/expression.js";
import { sure, VARIABLES } from "../../packages/ir/test/arbitrary/types.js";
import { asAuthorSees, asJson, finite, runAsJavaScript, withPlainInstants } from "./author-javascript.js";
import {
  type Answer,
  ask,
  COLUMNS,
  FINITE_INSTANT_TEXTS,
  NOW_MS,
  openWorld,
  type RawRow,
  rawRows,
  STORED,
  subjectOf,
  type World,
} from "./differential-world.js";

let world: World;

beforeAll(async () => {
  world = await openWorld("differential");
});

afterAll(() => world.close());

afterEach(() => {
  vi.useRealTimers();
});

const runs = 500;
// Thousands of statements over every row: a machine that is shared may take minutes for one test.
vi.setConfig({ testTimeout: 300_000 });
const TRUE: Expression = { op: "truthy", of: { op: "now" } };
const OPTIONS = { fields: STORED, variables: VARIABLES };

/** Every field and every member claimed to be there, as the compiler claims it after a test. */
const PROMISED: Readonly<Record<string, FieldIr>> = Object.fromEntries(
  Object.entries(STORED).map(([name, field]) => [name, { ...field, type: { ...field.type, nullable: false } }]),
);

function answerOf(expression: Expression, { row, variables }: Answer): Value {
  return interpret(expression, { row, variables, nowMs: NOW_MS });
}

/** A value of any type as JSON, so that the two sides can be compared. */
function held(value: Expression): Expression {
  return { op: "object", members: { value } };
}

test("the rows hold every value of every column", () => {
  for (const [name, { raw }] of Object.entries(COLUMNS)) {
    expect(new Set(rawRows().map(row => row[name]))).toEqual(new Set(raw));
  }
});

describe("an expression", () => {
  test("means the same to the interpreter and to PostgreSQL", async () => {
    await fc.assert(
      fc.asyncProperty(conditionArbitrary(OPTIONS), async condition => {
        expect(checkExpression(condition, STORED, VARIABLES)).toEqual([]);
        expect(findUnportable(condition)).toBeNull();
        for (const answer of await ask(world, subjectOf(STORED), [condition, "kept"])) {
          expect(answer).toEqual({ ...answer, verdict: answerOf(condition, answer) });
        }
      }),
      { numRuns: runs },
    );
  });

  test("has the same value to the interpreter and to PostgreSQL, whatever its type", async () => {
    await fc.assert(
      fc.asyncProperty(anyExpressionArbitrary(OPTIONS).map(held), async expression => {
        expect(checkExpression(expression, STORED, VARIABLES)).toEqual([]);
        for (const answer of await ask(world, subjectOf(STORED), [expression, "kept"])) {
          expect({ ...answer, verdict: asJson(answer.verdict) }).toEqual({
            ...answer,
            verdict: asJson(answerOf(expression, answer)),
          });
        }
      }),
      { numRuns: runs },
    );
  });

  test("means the same to the interpreter and to JavaScript once it is printed", async () => {
    const answers = await ask(world, subjectOf(STORED), [TRUE, "kept"]);
    vi.useFakeTimers({ now: NOW_MS, toFake: ["Date"] });
    const within = answers
      .filter(({ row }) => isWithinTheCalendar(row))
      .map(answer => ({ ...answer, variables: withPlainInstants(answer.variables) }));
    expect(within.length).toBeGreaterThan(20);
    const seen = within.map(({ row, variables }) => asAuthorSees(row, variables, STORED));
    fc.assert(
      fc.property(anyExpressionArbitrary(OPTIONS).filter(isWithinTheCalendar), expression => {
        const text = printExpression(finite(held(expression)), "user");
        within.forEach((answer, index) => {
          const value = runAsJavaScript(text, seen[index] ?? {});
          expect({ text, ...answer, value }).toEqual({
            text,
            ...answer,
            value: asJson(answerOf(held(expression), answer)),
          });
        });
      }),
      { numRuns: runs },
    );
  });

  test("means the same to the interpreter and to PostgreSQL where rows and variables break their types", async () => {
    const promised = { fields: PROMISED, variables: VARIABLES, trusting: true };
    await fc.assert(
      fc.asyncProperty(anyExpressionArbitrary(promised).map(held), async expression => {
        for (const answer of await ask(world, subjectOf(PROMISED), [expression, "spoilt"])) {
          expect({ ...answer, verdict: asJson(answer.verdict) }).toEqual({
            ...answer,
            verdict: asJson(answerOf(expression, answer)),
          });
        }
      }),
      { numRuns: runs },
    );
  });
});

/** At both ends of the calendar a moved instant becomes null, where JavaScript's dates go on: nobody plans there. */
function isWithinTheCalendar(value: unknown): boolean {
  return !/0001-01-01|9999-12-31|31557600000000/.test(JSON.stringify(value));
}

describe("arithmetic", () => {
  const anyDouble = fc.oneof(
    fc.double(),
    fc.constantFrom(0, -0, 5e-324, 2 ** -1022, 1.7976931348623157e308, Infinity, -Infinity, Number.NaN, 1e154, 1e-162),
    // Near the ends, where PostgreSQL raises an error and a double does not.
    fc
      .tuple(fc.double({ min: 1, max: 2, noNaN: true }), fc.integer({ min: -1074, max: 1023 }))
      .map(([m, e]) => m * 2 ** e),
    fc.tuple(fc.constantFrom(1, -1), fc.integer({ min: -1074, max: 1023 })).map(([sign, e]) => sign * 2 ** e),
  );

  /** Pairs whose product, quotient or sum lies where doubles end. */
  const pair = fc.oneof(
    fc.tuple(anyDouble, anyDouble),
    fc
      .tuple(
        anyDouble,
        fc.constantFrom(2 ** -1074, 2 ** -1074 * 1.5, Number.MAX_VALUE),
        fc.double({ min: 0.4, max: 2.1 }),
      )
      .map(([a, end, near]): [number, number] => [a, (end * near) / a]),
    fc
      .tuple(
        anyDouble,
        fc.constantFrom(2 ** -1074, 3 * 2 ** -1074, Number.MAX_VALUE),
        fc.double({ min: 0.4, max: 2.1 }),
      )
      .map(([b, end, near]): [number, number] => [end * near * b, b]),
  );

  test("gives the very double that JavaScript gives, to the sign of zero", async () => {
    const side = (name: string): Expression => ({ op: "field", type: sure("number"), name });
    const forms = (["+", "-", "*", "/"] as const).map(how =>
      toSql(
        { op: "arithmetic", how, left: side("a"), right: side("b") },
        { field: name => `t.${name}`, bind: String, now: "" },
      ),
    );
    const text = `select ${forms.map(form => `(${form})::text`).join(", ")} from unnest($1::float8[], $2::float8[]) with ordinality as t(a, b, place) order by place`;
    await fc.assert(
      fc.asyncProperty(fc.array(pair, { minLength: 1, maxLength: 200 }), async pairs => {
        const columns = [0, 1].map(index => pairs.map(pair => String(pair[index])));
        const { rows } = await world.client.query({ text, values: columns, rowMode: "array" });
        const results = rows.map((row: readonly string[]) => row.map(Number));
        expect(results).toEqual(
          // A field's negative zero is read as zero.
          pairs.map(([a, b]) => [a + 0, b + 0] as const).map(([a, b]) => [a + b, a - b, a * b, a / b]),
        );
      }),
      { numRuns: runs / 5 },
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
        for (const { row, verdict } of await ask(world, subjectOf(fields), [condition, "kept"])) {
          const derived = interpret(expression, { row, nowMs: NOW_MS });
          expect({ row: row.derived, verdict }).toEqual({ row: derived, verdict: derived !== true });
        }
      }),
      { numRuns: runs / 5 },
    );
  });
});

describe("a projected row", () => {
  test("holds what the table holds: the nearest double, the same text, the instant without its microseconds", async () => {
    const scalars = Object.fromEntries(Object.entries(STORED).filter(([, field]) => "scalar" in field.type));
    const answers = await ask(world, subjectOf(scalars), [TRUE, "kept"]);
    expect(answers.map(({ row }) => row)).toEqual(rawRows().map(expectedRow));
  });
});

function expectedRow(raw: RawRow): Row {
  return Object.fromEntries(
    Object.entries(COLUMNS).flatMap(([name, { type }]) =>
      "scalar" in type ? [[name, expectedValue(raw[name] ?? null, type.scalar)]] : [],
    ),
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
