import type { Expression, ValueType } from "@flowline/ir";
import { typeOf } from "@flowline/ir";
import type { Facts } from "../facts.js";
import { NO_FACTS } from "../facts.js";
import { pathOf } from "../paths.js";
import { ANY, isAny, isObjectType, memberType, withNull } from "../types.js";

/** `of.name`, or null where the type has no such member. It may be null where `of` may, unless a test stands before it. */
export function memberExpression(of: Expression, name: string, facts: Facts = NO_FACTS): Expression | null {
  const type = typeOf(of);
  const member = isAny(type) ? ANY : isObjectType(type) ? memberType(type, name) : undefined;
  if (member === undefined) return null;
  return read({ op: "member", of, name, type: withNull(member, member.nullable || type.nullable) }, facts);
}

/** `of[index]`: there may be no such element. */
export function elementExpression(of: Expression, element: ValueType, index: number, facts: Facts): Expression {
  return read({ op: "element", of, index, type: withNull(element, true) }, facts);
}

/** A read whose type says what tests have found. */
export function read<Read extends Extract<Expression, { readonly type: ValueType }>>(
  expression: Read,
  facts: Facts,
): Expression {
  const path = pathOf(expression);
  const isKnown = path !== null && facts.has(path);
  return isKnown ? { ...expression, type: withNull(expression.type, false) } : expression;
}
