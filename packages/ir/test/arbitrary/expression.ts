import type { Expression, FieldIr, ScalarType, Value, ValueType } from "@flowline/ir";
import fc from "fast-check";

/** Constants that have once been treated differently by JavaScript and by PostgreSQL. */
export const TEXTS: readonly string[] = [
  "",
  " ",
  "\u00a0",
  "a",
  "A",
  "aa",
  "ab",
  "a%",
  "a_b",
  "\\",
  "'",
  "İ",
  "i̇",
  "ı",
  "é",
  "e\u0301",
  "ß",
  "ẞ",
  "ss",
  "😀",
  "a😀b",
  "\u{10ffff}",
  "\uffff",
  "a\nb",
  "$1",
  "null",
];
export const NUMBERS: readonly number[] = [0, 1, -1, 0.1, 0.30000000000000004, 2 ** 53, -(2 ** 53), 1e308, 5e-324, 3];
const INSTANTS: readonly string[] = [
  "0001-01-01T00:00:00.000Z",
  "1969-12-31T23:59:59.999Z",
  "1970-01-01T00:00:00.000Z",
  "2024-02-29T12:00:00.000Z",
  "2025-03-30T00:00:00.000Z",
  "2025-03-30T01:00:00.123Z",
  "2025-03-30T01:00:00.124Z",
  "9999-12-31T23:59:59.999Z",
];

const SHIFTS: readonly number[] = [
  0, 1, -1, 1000, 86_400_000, -86_400_000, 5_400_000, -604_800_000, 31_557_600_000_000, -31_557_600_000_000,
  123_456_789,
];

export interface ExpressionArbitraryOptions {
  readonly fields: Readonly<Record<string, FieldIr>>;
  /** Greater is deeper. */
  readonly depth?: number;
}

/** Well-typed conditions over the fields: what an audience or a guard may be. */
export function conditionArbitrary(options: ExpressionArbitraryOptions): fc.Arbitrary<Expression> {
  return arbitraries(options).condition;
}

/** Well-typed expressions of every scalar, each either surely a value or possibly null. */
export function anyExpressionArbitrary(options: ExpressionArbitraryOptions): fc.Arbitrary<Expression> {
  const all = arbitraries(options);
  return fc.oneof(all.condition, ...SCALARS.flatMap(scalar => [all.sure[scalar], all.maybe[scalar]]));
}

const SCALARS: readonly ScalarType[] = ["boolean", "number", "text", "instant"];

interface Arbitraries {
  readonly condition: fc.Arbitrary<Expression>;
  readonly sure: Readonly<Record<ScalarType, fc.Arbitrary<Expression>>>;
  readonly maybe: Readonly<Record<ScalarType, fc.Arbitrary<Expression>>>;
}

function arbitraries({ fields, depth = 4 }: ExpressionArbitraryOptions): Arbitraries {
  const tied = fc.letrec<Record<string, Expression>>(tie => {
    const rules: Record<string, fc.Arbitrary<Expression>> = { condition: conditions(tie, depth) };
    for (const scalar of SCALARS) {
      rules[`sure ${scalar}`] = values(tie, { fields, depth, type: { scalar, nullable: false } });
      rules[`maybe ${scalar}`] = values(tie, { fields, depth, type: { scalar, nullable: true } });
    }
    return rules;
  });
  const pick = (kind: string) =>
    Object.fromEntries(SCALARS.map(scalar => [scalar, tied[`${kind} ${scalar}`]])) as Arbitraries["sure"];
  return { condition: tied.condition as fc.Arbitrary<Expression>, sure: pick("sure"), maybe: pick("maybe") };
}

type Tie = (key: string) => fc.Arbitrary<Expression>;

function conditions(tie: Tie, depth: number): fc.Arbitrary<Expression> {
  const condition = tie("condition");
  const equal = (scalar: ScalarType) =>
    fc.record({
      op: fc.constant("equal" as const),
      left: tie(`maybe ${scalar}`),
      right: tie(`maybe ${scalar}`),
      negated: fc.boolean(),
    });
  const isNull = fc.record({
    op: fc.constant("equal" as const),
    left: fc.oneof(...SCALARS.map(scalar => tie(`maybe ${scalar}`))),
    right: fc.constantFrom(...SCALARS).map(scalar => literal(null, { scalar, nullable: true })),
    negated: fc.boolean(),
  });
  const compare = (scalar: "number" | "instant") =>
    fc.record({
      op: fc.constant("compare" as const),
      how: fc.constantFrom("<" as const, "<=" as const, ">" as const, ">=" as const),
      left: tie(`sure ${scalar}`),
      right: tie(`sure ${scalar}`),
    });
  const text = fc.record({
    op: fc.constant("text" as const),
    how: fc.constantFrom("includes" as const, "startsWith" as const, "endsWith" as const),
    of: tie("sure text"),
    search: tie("sure text"),
  });
  const within = (scalar: ScalarType) =>
    fc.record({
      op: fc.constant("in" as const),
      of: tie(`maybe ${scalar}`),
      list: fc.array(fc.option(constantOf(scalar), { freq: 4 }), { maxLength: 4 }),
    });
  const truthy = (scalar: ScalarType) => fc.record({ op: fc.constant("truthy" as const), of: tie(`maybe ${scalar}`) });
  // No `chain`: it draws anew while it shrinks, and a counterexample would take minutes to become small.
  const each = (of: (scalar: ScalarType) => fc.Arbitrary<Expression>) => fc.oneof(...SCALARS.map(of));
  return fc.oneof(
    { maxDepth: depth, depthIdentifier: "expression" },
    // The first is what is left at the greatest depth: mostly a plain field.
    { arbitrary: tie("sure boolean"), weight: 3 },
    each(truthy),
    { arbitrary: fc.record({ op: fc.constant("not" as const), of: condition }), weight: 2 },
    {
      arbitrary: fc.record({ op: fc.constantFrom("and" as const, "or" as const), left: condition, right: condition }),
      weight: 2,
    },
    each(equal),
    isNull,
    fc.oneof(compare("number"), compare("instant")),
    text,
    each(within),
  );
}

interface ValueRule extends Required<ExpressionArbitraryOptions> {
  readonly type: ValueType;
}

function values(tie: Tie, { fields, depth, type }: ValueRule): fc.Arbitrary<Expression> {
  const { scalar, nullable } = type;
  const same = tie(`${nullable ? "maybe" : "sure"} ${scalar}`);
  const constants = constantOf(scalar).map(value => literal(value, type));
  const leaves = [
    nullable ? fc.oneof({ arbitrary: constants, weight: 3 }, fc.constant(literal(null, type))) : constants,
  ];
  const names = Object.entries(fields).filter(
    ([, field]) => field.type.scalar === scalar && (nullable || !field.type.nullable),
  );
  if (names.length > 0) {
    const field = fc
      .constantFrom(...names)
      .map(([name, { type: own }]): Expression => ({ op: "field", type: own, name }));
    leaves.push(field, field, field, field);
  }
  if (scalar === "instant") leaves.push(fc.constantFrom({ op: "now" as const }, { op: "startOfToday" as const }));
  const branches: fc.Arbitrary<Expression>[] = [
    fc.record({ op: fc.constant("if" as const), type: fc.constant(type), test: tie("condition"), yes: same, no: same }),
    fc.record({
      op: fc.constant("coalesce" as const),
      type: fc.constant(type),
      left: tie(`maybe ${scalar}`),
      right: same,
    }),
  ];
  if (scalar === "boolean") branches.push(tie("condition"));
  if (scalar === "instant") {
    branches.push(fc.record({ op: fc.constant("shift" as const), of: same, byMs: fc.constantFrom(...SHIFTS) }));
  }
  return fc.oneof({ maxDepth: depth, depthIdentifier: "expression" }, fc.oneof(...leaves), ...branches);
}

function literal(value: Value, type: ValueType): Expression {
  return { op: "literal", type, value };
}

function constantOf(scalar: ScalarType): fc.Arbitrary<boolean | number | string> {
  switch (scalar) {
    case "boolean":
      return fc.boolean();
    case "number":
      return fc.oneof(fc.constantFrom(...NUMBERS), fc.double({ noNaN: true, noDefaultInfinity: true }));
    case "text":
      return fc.oneof(
        fc.constantFrom(...TEXTS),
        fc.string({ unit: "grapheme", maxLength: 4 }).filter(text => !text.includes("\0")),
      );
    case "instant":
      return fc.constantFrom(...INSTANTS);
  }
}
