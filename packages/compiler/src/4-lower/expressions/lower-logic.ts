import type { Expression } from "@flowline/ir";
import { typeOf } from "@flowline/ir";
import type { ConditionalSource, LogicalSource, SourceExpression } from "../../2-read/source-expression.js";
import type { Condition, Facts } from "../facts.js";
import { both, common, factsOf, NO_FACTS } from "../facts.js";
import type { Lowerer } from "../lowerer.js";
import { isScalarType, TRUTH, withNull } from "../types.js";
import { sameType, withoutNull } from "./operands.js";

/** A value where only its truthiness counts. */
export function lowerTruth(source: SourceExpression, facts: Facts, lowerer: Lowerer): Condition | null {
  const value = lowerer.value(source, facts);
  if (value === null) return null;
  // What is stored is asked for its truthiness even where its type says that it is never null: a table may break its schema.
  const expression: Expression = isVerdict(value) && !isStored(value) ? value : { op: "truthy", of: value };
  return { expression, ...factsOf(expression) };
}

/** `a && b`, `a || b` where only the truthiness counts. */
export function lowerLogicalCondition(source: LogicalSource, facts: Facts, lowerer: Lowerer): Condition | null {
  const isAnd = source.how === "&&";
  const left = lowerer.condition(source.left, facts);
  const known = (isAnd ? left?.whenTrue : left?.whenFalse) ?? NO_FACTS;
  const right = lowerer.condition(source.right, both(facts, known));
  if (left === null || right === null) return null;
  const expression: Expression = { op: isAnd ? "and" : "or", left: left.expression, right: right.expression };
  if (isAnd) {
    const whenTrue = both(left.whenTrue, right.whenTrue);
    return { expression, whenTrue, whenFalse: common(left.whenFalse, right.whenFalse) };
  }
  const whenTrue = common(left.whenTrue, right.whenTrue);
  return { expression, whenTrue, whenFalse: both(left.whenFalse, right.whenFalse) };
}

/** `test ? yes : no` where only the truthiness counts. */
export function lowerConditionalCondition(source: ConditionalSource, facts: Facts, lowerer: Lowerer): Condition | null {
  const test = lowerer.condition(source.test, facts);
  const yes = lowerer.condition(source.yes, both(facts, test?.whenTrue ?? NO_FACTS));
  const no = lowerer.condition(source.no, both(facts, test?.whenFalse ?? NO_FACTS));
  if (test === null || yes === null || no === null) return null;
  return {
    expression: { op: "if", type: TRUTH, test: test.expression, yes: yes.expression, no: no.expression },
    whenTrue: common(both(test.whenTrue, yes.whenTrue), both(test.whenFalse, no.whenTrue)),
    whenFalse: common(both(test.whenTrue, yes.whenFalse), both(test.whenFalse, no.whenFalse)),
  };
}

/** `a && b` is `a ? b : a` and `a || b` is `a ? a : b`, which is exact whatever the types are. */
export function lowerLogical(source: LogicalSource, facts: Facts, lowerer: Lowerer): Expression | null {
  if (source.how === "??") return lowerCoalesce(source, facts, lowerer);
  const test = lowerer.condition(source.left, facts);
  const known = (source.how === "&&" ? test?.whenTrue : test?.whenFalse) ?? NO_FACTS;
  const left = lowerer.value(source.left, facts);
  const right = lowerer.value(source.right, both(facts, known));
  if (test === null || left === null || right === null) return null;
  if (isVerdict(left) && isVerdict(right)) return { op: source.how === "&&" ? "and" : "or", left, right };
  // Where `a || b` gives `a`, it is truthy, and so not null.
  const [yes, no] = source.how === "&&" ? [right, left] : [withoutNull(left), right];
  return choose({ test: test.expression, yes, no }, source, lowerer);
}

/** `test ? yes : no`. */
export function lowerConditional(source: ConditionalSource, facts: Facts, lowerer: Lowerer): Expression | null {
  const test = lowerer.condition(source.test, facts);
  const yes = lowerer.value(source.yes, both(facts, test?.whenTrue ?? NO_FACTS));
  const no = lowerer.value(source.no, both(facts, test?.whenFalse ?? NO_FACTS));
  if (test === null || yes === null || no === null) return null;
  return choose({ test: test.expression, yes, no }, source, lowerer);
}

function choose(
  arms: { readonly test: Expression; readonly yes: Expression; readonly no: Expression },
  at: SourceExpression,
  lowerer: Lowerer,
): Expression | null {
  const same = sameType([arms.yes, arms.no], at, lowerer);
  return same && { op: "if", type: same.type, test: arms.test, yes: same.sides[0], no: same.sides[1] };
}

function lowerCoalesce(source: LogicalSource, facts: Facts, lowerer: Lowerer): Expression | null {
  const left = lowerer.value(source.left, facts);
  const right = lowerer.value(source.right, facts);
  const same = left && right && sameType([left, right], source, lowerer);
  if (same === null) return null;
  const nullable = typeOf(same.sides[0]).nullable && typeOf(same.sides[1]).nullable;
  return { op: "coalesce", type: withNull(same.type, nullable), left: same.sides[0], right: same.sides[1] };
}

function isVerdict(expression: Expression): boolean {
  const type = typeOf(expression);
  return isScalarType(type, "boolean") && !type.nullable;
}

function isStored({ op }: Expression): boolean {
  return op === "field" || op === "variable" || op === "local" || op === "member" || op === "element";
}
