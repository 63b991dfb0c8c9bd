import type { Expression } from "../expression/ast.js";
import { checkExpression, type FieldTable, type VariableTable } from "../expression/check-expression.js";
import { describeType } from "../expression/describe-type.js";
import { isAny, scalarOf } from "../expression/scalar-of.js";
import { findUnportable } from "../expression/tier-of.js";
import { typeOf } from "../expression/type-of.js";
import type { ValueType } from "../value-type.js";
import { DecodeError } from "./decode-error.js";
import { at } from "./decoder.js";

/** What an expression is asked for. Where it is no verdict, the value may be missing. `people`: a text or a list of texts. */
export type Purpose = "verdict" | "text" | "instant" | "list" | "object" | "people" | "value";

/** Throws at the first rule of types that the expression breaks, or where its value is not what it is asked for. */
export function refuseIllTyped(
  expression: Expression,
  fields: FieldTable,
  [path, purpose, variables = {}]: readonly [path: string, purpose: Purpose, variables?: VariableTable],
): void {
  const [problem] = checkExpression(expression, fields, variables);
  if (problem !== undefined) throw new DecodeError(problem.path.reduce(at, path), problem.message);
  const type = typeOf(expression);
  if (!PURPOSES[purpose].fits(type)) {
    throw new DecodeError(path, `expected ${PURPOSES[purpose].words}, found ${describe(type, purpose)}`);
  }
}

/** Throws where a query has to ask the expression and SQL cannot say it. */
export function refuseUnportable(expression: Expression, path: string): void {
  const offender = findUnportable(expression);
  if (offender !== null)
    throw new DecodeError(path, `expected what a query can ask, and SQL has no \`${offender.op}\` like this`);
}

interface PurposeRule {
  readonly words: string;
  fits(type: ValueType): boolean;
}

const PURPOSES: Readonly<Record<Purpose, PurposeRule>> = {
  verdict: {
    words: "a condition that is true or false",
    fits: type => scalarOf(type) === "boolean" && !type.nullable,
  },
  text: { words: "a text", fits: type => isAny(type) || scalarOf(type) === "text" },
  instant: { words: "an instant", fits: type => scalarOf(type) === "instant" },
  list: { words: "a list", fits: type => isAny(type) || "list" in type },
  object: { words: "an object", fits: type => isAny(type) || "object" in type },
  people: {
    words: "a text or a list of texts",
    fits: type => isAny(type) || scalarOf("list" in type ? type.list : type) === "text",
  },
  value: { words: "a value", fits: () => true },
};

function describe(type: ValueType, purpose: Purpose): string {
  if (purpose !== "verdict") return describeType({ ...type, nullable: false });
  return describeType(type).replace(" that may be null", " or null");
}
