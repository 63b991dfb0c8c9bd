import fc from "fast-check";
/** Constants that have once been treated differently by JavaScript and by PostgreSQL. */
export const TEXTS = [
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
export const NUMBERS = [0, 1, -1, 0.1, 0.30000000000000004, 2 ** 53, -(2 ** 53), 1e308, 5e-324, 3];
export const INSTANTS = [
  "0001-01-01T00:00:00.000Z",
  "1969-12-31T23:59:59.999Z",
  "1970-01-01T00:00:00.000Z",
  "2024-02-29T12:00:00.000Z",
  "2025-03-30T00:00:00.000Z",
  "2025-03-30T01:00:00.123Z",
  "2025-03-30T01:00:00.124Z",
  "9999-12-31T23:59:59.999Z",
];
const SHIFTS = [
  0, 1, -1, 1000, 86_400_000, -86_400_000, 5_400_000, -604_800_000, 31_557_600_000_000, -31_557_600_000_000,
  123_456_789,
];
/** Well-typed conditions over the fields: what an audience or a guard may be. */
export function conditionArbitrary(options) {
  return arbitraries(options).condition;
}
/** Well-typed expressions of every scalar, each either surely a value or possibly null. */
export function anyExpressionArbitrary(options) {
  const all = arbitraries(options);
  return fc.oneof(all.condition, ...SCALARS.flatMap(scalar => [all.sure[scalar], all.maybe[scalar]]));
}
const SCALARS = ["boolean", "number", "text", "instant"];
function arbitraries({ fields, depth = 4 }) {
  const tied = fc.letrec(tie => {
    const rules = { condition: conditions(tie, depth) };
    for (const scalar of SCALARS) {
      rules[`sure ${scalar}`] = values(tie, { fields, depth, type: { scalar, nullable: false } });
      rules[`maybe ${scalar}`] = values(tie, { fields, depth, type: { scalar, nullable: true } });
    }
    return rules;
  });
  const pick = kind => Object.fromEntries(SCALARS.map(scalar => [scalar, tied[`${kind} ${scalar}`]]));
  return { condition: tied.condition, sure: pick("sure"), maybe: pick("maybe") };
}
function conditions(tie, depth) {
  const condition = tie("condition");
  const equal = scalar =>
    fc.record({
      op: fc.constant("equal"),
      left: tie(`maybe ${scalar}`),
      right: tie(`maybe ${scalar}`),
      negated: fc.boolean(),
    });
  const isNull = fc.record({
    op: fc.constant("equal"),
    left: fc.oneof(...SCALARS.map(scalar => tie(`maybe ${scalar}`))),
    right: fc.constantFrom(...SCALARS).map(scalar => literal(null, { scalar, nullable: true })),
    negated: fc.boolean(),
  });
  const compare = scalar =>
    fc.record({
      op: fc.constant("compare"),
      how: fc.constantFrom("<", "<=", ">", ">="),
      left: tie(`sure ${scalar}`),
      right: tie(`sure ${scalar}`),
    });
  const text = fc.record({
    op: fc.constant("text"),
    how: fc.constantFrom("includes", "startsWith", "endsWith"),
    of: tie("sure text"),
    search: tie("sure text"),
  });
  const within = scalar =>
    fc.record({
      op: fc.constant("in"),
      of: tie(`maybe ${scalar}`),
      list: fc.array(fc.option(constantOf(scalar), { freq: 4 }), { maxLength: 4 }),
    });
  return fc.oneof(
    { maxDepth: depth, depthIdentifier: "expression" },
    fc.constantFrom(...SCALARS).chain(scalar => fc.record({ op: fc.constant("truthy"), of: tie(`maybe ${scalar}`) })),
    fc.record({ op: fc.constant("not"), of: condition }),
    fc.record({ op: fc.constantFrom("and", "or"), left: condition, right: condition }),
    fc.constantFrom(...SCALARS).chain(equal),
    isNull,
    fc.constantFrom("number", "instant").chain(compare),
    text,
    fc.constantFrom(...SCALARS).chain(within),
  );
}
function values(tie, { fields, depth, type }) {
  const { scalar, nullable } = type;
  const same = tie(`${nullable ? "maybe" : "sure"} ${scalar}`);
  const leaves = [constantOf(scalar).map(value => literal(value, type))];
  if (nullable) leaves.push(fc.constant(literal(null, type)));
  const names = Object.entries(fields).filter(
    ([, field]) => field.type.scalar === scalar && (nullable || !field.type.nullable),
  );
  if (names.length > 0) {
    const field = fc.constantFrom(...names).map(([name, { type: own }]) => ({ op: "field", type: own, name }));
    leaves.push(field, field);
  }
  if (scalar === "instant") leaves.push(fc.constantFrom({ op: "now" }, { op: "startOfToday" }));
  const branches = [
    fc.record({ op: fc.constant("if"), type: fc.constant(type), test: tie("condition"), yes: same, no: same }),
    fc.record({
      op: fc.constant("coalesce"),
      type: fc.constant(type),
      left: tie(`maybe ${scalar}`),
      right: same,
    }),
  ];
  if (scalar === "boolean") branches.push(tie("condition"));
  if (scalar === "instant") {
    branches.push(fc.record({ op: fc.constant("shift"), of: same, byMs: fc.constantFrom(...SHIFTS) }));
  }
  return fc.oneof({ maxDepth: depth, depthIdentifier: "expression" }, fc.oneof(...leaves), ...branches);
}
function literal(value, type) {
  return { op: "literal", type, value };
}
function constantOf(scalar) {
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
//# sourceMappingURL=expression.js.map
