import type { Expression, FieldIr, ScalarType, ValueType } from "@flowline/ir";
import fc from "fast-check";
import { bindLocals } from "./bind-locals.js";
import { conditions } from "./conditions.js";
import { ITEM, LISTS, maybe, ORDER, sure } from "./types.js";
import { values } from "./values.js";

export { NUMBERS, TEXTS } from "./constants.js";

/** What random expressions are made of. */
export interface ExpressionArbitraryOptions {
  readonly fields: Readonly<Record<string, FieldIr>>;
  readonly variables?: Readonly<Record<string, ValueType>>;
  /** Greater is deeper. */
  readonly depth?: number;
  /** Whether they may say of what they read that it is never null where it may be: the compiler does after a test. */
  readonly trusting?: boolean;
}

/** Well-typed conditions over the fields and variables: what an audience or a guard may be. */
export function conditionArbitrary(options: ExpressionArbitraryOptions): fc.Arbitrary<Expression> {
  return arbitraries(options)("condition").map(bindLocals);
}

/** Well-typed expressions of every type, each either surely a value or possibly null. */
export function anyExpressionArbitrary(options: ExpressionArbitraryOptions): fc.Arbitrary<Expression> {
  const all = arbitraries(options);
  return fc.oneof(all("condition"), ...TYPES.map(type => all(keyOf(type)))).map(bindLocals);
}

/** The scalars. */
const SCALARS: readonly ScalarType[] = ["boolean", "number", "text", "instant"];

const TYPES: readonly ValueType[] = [
  ...SCALARS.flatMap(scalar => [sure(scalar), maybe(scalar)]),
  ...[...LISTS, ITEM, ORDER].flatMap(type => [type, { ...type, nullable: false }]),
];

function arbitraries({
  fields,
  variables = {},
  depth = 4,
  trusting = false,
}: ExpressionArbitraryOptions): (key: string) => fc.Arbitrary<Expression> {
  const tied = fc.letrec<Record<string, Expression>>(tie => {
    const of = (type: ValueType) => tie(keyOf(type));
    const rules: Record<string, fc.Arbitrary<Expression>> = {
      condition: conditions({ of, condition: tie("condition"), depth }),
    };
    for (const type of TYPES) {
      rules[keyOf(type)] = values({ of, condition: tie("condition"), depth, type, fields, variables, trusting });
    }
    return rules;
  });
  return key => tied[key] as fc.Arbitrary<Expression>;
}

function keyOf(type: ValueType): string {
  return JSON.stringify(type);
}
