import type { Expression, ValueType } from "@flowline/ir";
import { typeOf } from "@flowline/ir";
import type { SourceExpression } from "../../2-read/source-expression.js";
import { mayBeNull, typeMismatch } from "../../diagnostics/expressions.js";
import { nullOf } from "../captured.js";
import { isNull } from "../facts.js";
import type { Lowerer } from "../lowerer.js";
import { pathOf } from "../paths.js";
import { describeType, isAny, joinForms, withNull } from "../types.js";

/** An operand and how it was written. */
export interface Operand {
  readonly expression: Expression;
  readonly source: SourceExpression;
}

/** For people: `a text`. */
export function describe(expression: Expression): string {
  return isNull(expression) ? "null" : describeType(typeOf(expression));
}

/** Whether the operand is never null where one is needed. Of any JSON nothing is known, and the author has said so. */
export function needValue({ expression, source }: Operand, operator: string, lowerer: Lowerer): boolean {
  const type = typeOf(expression);
  if (!type.nullable || (isAny(type) && !isNull(expression))) return true;
  const isStable = pathOf(expression) !== null;
  lowerer.refuse(mayBeNull, { written: lowerer.text(source), operator, isStable }, source);
  return false;
}

/** Both sides in one type apart from null, with that type; the constant null takes the type of its other side. */
export function sameType(
  [left, right]: readonly [Expression, Expression],
  at: SourceExpression,
  lowerer: Lowerer,
): { readonly sides: readonly [Expression, Expression]; readonly type: ValueType } | null {
  if (isNull(left)) return { sides: [nullOf(typeOf(right)), right], type: withNull(typeOf(right), true) };
  if (isNull(right)) return { sides: [left, nullOf(typeOf(left))], type: withNull(typeOf(left), true) };
  const type = joinForms(typeOf(left), typeOf(right));
  if (type !== null) return { sides: [left, right], type };
  const problem = `\`${lowerer.text(at)}\` brings together ${describe(left)} and ${describe(right)}.`;
  return lowerer.refuse(typeMismatch, { problem, instead: "Use two values of the same type." }, at);
}

/** `of?.method()`: asked where `of` is there, else null. `make` gets `of` without null in its type. */
export function whenPresent(of: Expression, make: (present: Expression) => Expression): Expression {
  if (of.op === "if") {
    const yes = canBeTested(of.yes) ? whenPresent(of.yes, make) : make(of.yes);
    const type = withNull(typeOf(yes), true);
    return { op: "if", type, test: of.test, yes, no: nullOf(type) };
  }
  const present = make(withoutNull(of));
  const test: Expression = { op: "equal", left: of, right: nullOf(typeOf(of)), negated: true };
  const type = withNull(typeOf(present), true);
  return { op: "if", type, test, yes: present, no: nullOf(type) };
}

/** The same read with a type that says what a test has found: it is not null. */
export function withoutNull(expression: Expression): Expression {
  switch (expression.op) {
    case "field":
    case "variable":
    case "local":
    case "member":
    case "element":
      return { ...expression, type: withNull(expression.type, false) };
    default:
      return expression;
  }
}

/** Whether `whenPresent` can be said of it: it reads one place that stays the same, or goes on behind a `?.` that was. */
export function canBeTested(expression: Expression): boolean {
  if (!typeOf(expression).nullable) return false;
  if (expression.op !== "if") return pathOf(expression) !== null;
  return isNull(expression.no) && (!typeOf(expression.yes).nullable || canBeTested(expression.yes));
}
