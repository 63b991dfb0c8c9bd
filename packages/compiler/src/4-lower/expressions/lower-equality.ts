import type { Expression } from "@flowline/ir";
import { nearestName, typeOf } from "@flowline/ir";
import type { EqualitySource } from "../../2-read/source-expression.js";
import { listNames } from "../../diagnostics/definition.js";
import { alwaysSame, typeMismatch } from "../../diagnostics/expressions.js";
import { choicesOf } from "../choices.js";
import type { Facts } from "../facts.js";
import { isNull } from "../facts.js";
import type { Lowerer } from "../lowerer.js";
import { isListType, isObjectType, isScalarType } from "../types.js";
import { describe, sameType } from "./operands.js";

/** `===`, `!==`, and `== null`. */
export function lowerEquality(source: EqualitySource, facts: Facts, lowerer: Lowerer): Expression | null {
  const left = lowerer.value(source.left, facts);
  const right = lowerer.value(source.right, facts);
  const same = left && right && sameType([left, right], source, lowerer);
  if (same === null) return null;
  const { sides } = same;
  if (!sides.some(isNull) && sides.some(isObject)) return refuseObjects(source, sides, lowerer);
  warnOfImpossible(source, sides, lowerer);
  return { op: "equal", left: sides[0], right: sides[1], negated: source.negated };
}

type Sides = readonly [Expression, Expression];

/** Whether JavaScript compares it by identity. */
function isObject(side: Expression): boolean {
  const type = typeOf(side);
  return isScalarType(type, "instant") || isListType(type) || isObjectType(type);
}

function refuseObjects(source: EqualitySource, sides: Sides, lowerer: Lowerer): null {
  const areDates = sides.every(side => isScalarType(typeOf(side), "instant"));
  const what = areDates ? "Two dates" : `${describe(sides[0])} and ${describe(sides[1])}`;
  const problem = `${what[0]?.toUpperCase()}${what.slice(1)} are never equal with \`===\`: JavaScript asks whether they are the same object.`;
  const instead = areDates ? "Compare them with `<=` and `>=`." : "Compare the members or elements that matter.";
  return lowerer.refuse(typeMismatch, { problem, instead }, source);
}

function warnOfImpossible(source: EqualitySource, [left, right]: Sides, lowerer: Lowerer): void {
  const [read, literal] = right.op === "literal" ? [left, right] : [right, left];
  if (literal.op !== "literal" || typeof literal.value !== "string") return;
  const allowed = choicesOf(read, lowerer.surroundings);
  if (allowed === null || allowed.includes(literal.value)) return;
  const what = lowerer.text(right.op === "literal" ? source.left : source.right);
  const facts = {
    written: lowerer.text(source),
    outcome: String(source.negated),
    why: `\`${what}\` is one of ${listNames(allowed)}, never "${literal.value}".`,
    nearest: nearestName(literal.value, allowed),
    otherwise: "Compare with a value that can occur, or add this one to the schema.",
  };
  lowerer.warn(alwaysSame, facts, source);
}
