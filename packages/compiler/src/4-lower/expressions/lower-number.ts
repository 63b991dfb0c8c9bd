import type { Expression } from "@flowline/ir";
import { typeOf } from "@flowline/ir";
import type { ArithmeticSource, OrderSource, ShiftSource, SourceExpression } from "../../2-read/source-expression.js";
import { typeMismatch } from "../../diagnostics/expressions.js";
import { readDuration } from "../duration.js";
import type { Facts } from "../facts.js";
import type { Lowerer } from "../lowerer.js";
import { isAny, isScalarType, scalarType } from "../types.js";
import { concatOf } from "./lower-text.js";
import type { Operand } from "./operands.js";
import { describe, needValue } from "./operands.js";

/** `< <= > >=`. */
export function lowerOrder(source: OrderSource, facts: Facts, lowerer: Lowerer): Expression | null {
  const sides = operands(source, facts, lowerer);
  if (sides === null) return null;
  const [left, right] = sides;
  const areTexts = sides.every(side => isOf(side, "text") || isUnknown(side));
  if (!areTexts && !sides.every(isNumeric) && !sides.every(side => isOf(side, "instant"))) {
    const problem = `\`${source.how}\` cannot compare ${describe(left.expression)} with ${describe(right.expression)}.`;
    const instead = "Compare a number with a number, or a date with a date.";
    return lowerer.refuse(typeMismatch, { problem, instead }, source);
  }
  if (!haveValues(sides, source.how, lowerer)) return null;
  return { op: "compare", how: source.how, left: left.expression, right: right.expression };
}

/** `+ - * / %` on numbers, and `+` that joins texts. */
export function lowerArithmetic(source: ArithmeticSource, facts: Facts, lowerer: Lowerer): Expression | null {
  const negated = negatedBy(source, lowerer);
  if (negated !== null) return lowerNegation(negated, facts, lowerer);
  const sides = operands(source, facts, lowerer);
  if (sides === null) return null;
  const joins = source.how === "+" && sides.some(side => isOf(side, "text"));
  const fits = joins ? sides.every(side => isOf(side, "text") || isUnknown(side)) : sides.every(isNumeric);
  if (!fits) return refuseArithmetic(source, sides, lowerer);
  if (!haveValues(sides, source.how, lowerer)) return null;
  const [left, right] = [sides[0].expression, sides[1].expression];
  return joins ? concatOf([left, right]) : { op: "arithmetic", how: source.how, left, right };
}

/** `Math.min(a, b)` and its kin. */
export function lowerMath(
  source: Extract<SourceExpression, { kind: "math" }>,
  facts: Facts,
  lowerer: Lowerer,
): Expression | null {
  const args = source.args.map(arg => ({ expression: lowerer.value(arg, facts), source: arg })).filter(isLowered);
  if (args.length < source.args.length) return null;
  const stranger = args.find(arg => !isNumeric(arg));
  const takesOne = source.how !== "min" && source.how !== "max";
  if (stranger !== undefined || args.length === 0 || (takesOne && args.length > 1)) {
    const found = stranger === undefined ? `${args.length} of them` : describe(stranger.expression);
    const problem = `\`Math.${source.how}\` takes ${takesOne ? "one number" : "numbers"}, not ${found}.`;
    return lowerer.refuse(typeMismatch, { problem, instead: "Give it numbers." }, stranger?.source ?? source);
  }
  if (!haveValues(args, `Math.${source.how}`, lowerer)) return null;
  const expressions = args.map(({ expression }) => expression);
  return { op: "function", name: source.how, type: scalarType("number"), args: expressions };
}

/** `before(date, "1d")` and its kin. */
export function lowerShift(source: ShiftSource, facts: Facts, lowerer: Lowerer): Expression | null {
  const of = lowerer.value(source.of, facts);
  const byMs = durationOf(source.duration, lowerer);
  if (of === null || byMs === null) return null;
  if (!isScalarType(typeOf(of), "instant")) {
    const problem = `Only a date can be moved, and this is ${describe(of)}.`;
    return lowerer.refuse(typeMismatch, { problem, instead: 'Write before(user.date, "1d").' }, source.of);
  }
  return { op: "shift", of, byMs: source.direction === "back" ? -byMs : byMs };
}

function durationOf(source: SourceExpression, lowerer: Lowerer): number | null {
  const captured = lowerer.capturedBy(source);
  if (captured?.type === "refused") return null;
  if (source.kind !== "literal" && captured?.type !== "json") {
    const problem = "A duration must be constant, and this one is known only when the flow runs.";
    return lowerer.refuse(typeMismatch, { problem, instead: 'Write it out: ago("7d").' }, source);
  }
  const constant = source.kind === "literal" ? source.value : captured?.type === "json" ? captured.value : null;
  const { ms, diagnostics } = readDuration(constant, source.span);
  lowerer.surroundings.lowering.diagnostics.push(...diagnostics);
  return ms;
}

/** `-x` stands in the source tree as `0 - x`, whose zero nobody has written. */
function negatedBy({ how, left, right }: ArithmeticSource, lowerer: Lowerer): SourceExpression | null {
  const isZero = how === "-" && left.kind === "literal" && left.value === 0;
  return isZero && !/^[\d.]/.test(lowerer.text(left)) ? right : null;
}

/** `-1 * x` is `-x` for every number, zero included. */
function lowerNegation(of: SourceExpression, facts: Facts, lowerer: Lowerer): Expression | null {
  const expression = lowerer.value(of, facts);
  if (expression === null) return null;
  const operand = { expression, source: of };
  if (!isNumeric(operand)) {
    const problem = `\`-\` needs a number, and this is ${describe(expression)}.`;
    return lowerer.refuse(typeMismatch, { problem, instead: "Use it on a number." }, of);
  }
  if (!needValue(operand, "-", lowerer)) return null;
  const minusOne: Expression = { op: "literal", type: scalarType("number"), value: -1 };
  return { op: "arithmetic", how: "*", left: minusOne, right: expression };
}

function refuseArithmetic(source: ArithmeticSource, [left, right]: Sides, lowerer: Lowerer): null {
  const problem = `\`${source.how}\` cannot bring together ${describe(left.expression)} and ${describe(right.expression)}.`;
  const instead = (): string => {
    if (isOf(left, "instant") || isOf(right, "instant"))
      return 'Move a date with before(date, "1d") or after(date, "1d").';
    if (source.how === "+") return "Use numbers alone, or texts alone; a template puts both into one text.";
    return "Use it on numbers.";
  };
  return lowerer.refuse(typeMismatch, { problem, instead: instead() }, source);
}

type Sides = readonly [Operand, Operand];

function operands(
  source: { readonly left: SourceExpression; readonly right: SourceExpression },
  facts: Facts,
  lowerer: Lowerer,
): Sides | null {
  const left = lowerer.value(source.left, facts);
  const right = lowerer.value(source.right, facts);
  if (left === null || right === null) return null;
  return [
    { expression: left, source: source.left },
    { expression: right, source: source.right },
  ];
}

function haveValues(sides: readonly Operand[], operator: string, lowerer: Lowerer): boolean {
  return sides.map(side => needValue(side, operator, lowerer)).every(Boolean);
}

function isLowered(operand: {
  readonly expression: Expression | null;
  readonly source: SourceExpression;
}): operand is Operand {
  return operand.expression !== null;
}

function isOf({ expression }: Operand, scalar: "text" | "instant"): boolean {
  return isScalarType(typeOf(expression), scalar);
}

function isUnknown({ expression }: Operand): boolean {
  return isAny(typeOf(expression));
}

function isNumeric({ expression }: Operand): boolean {
  return isScalarType(typeOf(expression), "number") || isAny(typeOf(expression));
}
