import type { Expression, ScalarType, ValueType } from "@flowline/ir";
import fc from "fast-check";
import { constantOf } from "./constants.js";
import { ITEM, LISTS, maybe, maybeList, ORDER, sure } from "./types.js";

/** The other arbitraries, by type. */
export interface Tied {
  readonly of: (type: ValueType) => fc.Arbitrary<Expression>;
  readonly condition: fc.Arbitrary<Expression>;
  readonly depth: number;
}

const SCALARS: readonly ScalarType[] = ["boolean", "number", "text", "instant"];

/** A constant of a type. */
export function literal(value: Extract<Expression, { op: "literal" }>["value"], type: ValueType): Expression {
  return { op: "literal", type, value };
}

/** Conditions: every operation whose value is a boolean that is never null. */
export function conditions({ of, condition, depth }: Tied): fc.Arbitrary<Expression> {
  const equal = (scalar: ScalarType) =>
    fc.record({
      op: fc.constant("equal" as const),
      left: of(maybe(scalar)),
      right: of(maybe(scalar)),
      negated: fc.boolean(),
    });
  const isNull = fc.record({
    op: fc.constant("equal" as const),
    left: fc.oneof(...SCALARS.map(scalar => of(maybe(scalar))), ...LISTS.map(of), of(ITEM), of(ORDER)),
    right: fc.constantFrom(...SCALARS).map(scalar => literal(null, maybe(scalar))),
    negated: fc.boolean(),
  });
  const compare = (scalar: "number" | "instant") =>
    fc.record({
      op: fc.constant("compare" as const),
      how: fc.constantFrom("<" as const, "<=" as const, ">" as const, ">=" as const),
      left: of(sure(scalar)),
      right: of(sure(scalar)),
    });
  const text = fc.record({
    op: fc.constant("text" as const),
    how: fc.constantFrom("includes" as const, "startsWith" as const, "endsWith" as const),
    of: of(sure("text")),
    search: of(sure("text")),
  });
  const within = (scalar: ScalarType) =>
    fc.record({
      op: fc.constant("in" as const),
      of: of(maybe(scalar)),
      list: fc.array(fc.option(constantOf(scalar), { freq: 4 }), { maxLength: 4 }),
    });
  const has = (scalar: ScalarType) =>
    fc.record({
      op: fc.constant("has" as const),
      list: of({ ...maybeList(maybe(scalar)), nullable: false }),
      item: of(maybe(scalar)),
    });
  const truthy = fc.oneof(...SCALARS.map(scalar => of(maybe(scalar))), ...LISTS.map(of), of(ITEM), of(ORDER));
  // No `chain`: it draws anew while it shrinks, and a counterexample would take minutes to become small.
  const each = (arbitraryOf: (scalar: ScalarType) => fc.Arbitrary<Expression>) => fc.oneof(...SCALARS.map(arbitraryOf));
  return fc.oneof(
    { maxDepth: depth, depthIdentifier: "expression" },
    // The first is what is left at the greatest depth: mostly a plain field.
    { arbitrary: of(sure("boolean")), weight: 3 },
    fc.record({ op: fc.constant("truthy" as const), of: truthy }),
    { arbitrary: fc.record({ op: fc.constant("not" as const), of: condition }), weight: 2 },
    {
      arbitrary: fc.record({ op: fc.constantFrom("and" as const, "or" as const), left: condition, right: condition }),
      weight: 2,
    },
    each(equal),
    isNull,
    fc.oneof({ arbitrary: compare("number"), weight: 2 }, compare("instant")),
    text,
    each(within),
    fc.oneof(has("boolean"), has("number"), has("text")),
    fc.record({
      op: fc.constant("each" as const),
      how: fc.constantFrom("some" as const, "every" as const),
      type: fc.constant(sure("boolean")),
      list: fc.oneof(...LISTS.map(list => of({ ...list, nullable: false }))),
      local: fc.constant("x"),
      body: condition,
    }),
  );
}
