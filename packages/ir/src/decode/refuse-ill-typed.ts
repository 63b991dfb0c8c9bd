import type { Expression } from "../expression/ast.js";
import { checkExpression, type FieldTable } from "../expression/check-expression.js";
import { typeOf } from "../expression/type-of.js";
import type { ScalarType } from "../value-type.js";
import { DecodeError } from "./decode-error.js";
import { at } from "./decoder.js";

/** What an expression is asked for: a verdict, or a text (which may be missing). */
export type Purpose = "verdict" | "text";

/** Throws at the first rule of types that the expression breaks, or where its value is not what it is asked for. */
export function refuseIllTyped(expression: Expression, fields: FieldTable, [path, purpose]: [string, Purpose]): void {
  const [problem] = checkExpression(expression, fields);
  if (problem !== undefined) throw new DecodeError(problem.path.reduce(at, path), problem.message);
  const { scalar, nullable } = typeOf(expression);
  if (purpose === "verdict" && (scalar !== "boolean" || nullable)) {
    throw new DecodeError(
      path,
      `expected a condition that is true or false, found ${describe(scalar)}${nullable ? " or null" : ""}`,
    );
  }
  if (purpose === "text" && scalar !== "text")
    throw new DecodeError(path, `expected a text, found ${describe(scalar)}`);
}

function describe(scalar: ScalarType): string {
  return scalar === "instant" ? "an instant" : `a ${scalar}`;
}
