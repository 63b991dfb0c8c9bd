import type { Expression, ValueType } from "@flowline/ir";
import { typeOf } from "@flowline/ir";
import type { EachSource, ObjectSource, SourceExpression } from "../../2-read/source-expression.js";
import { typeMismatch } from "../../diagnostics/expressions.js";
import { nullOf } from "../captured.js";
import type { Facts } from "../facts.js";
import { isNull } from "../facts.js";
import type { Lowerer } from "../lowerer.js";
import { elementOf, isAny, isListType, joinForms, TRUTH, withNull } from "../types.js";
import { canBeTested, describe, needValue, whenPresent } from "./operands.js";

/** `{ name: value }`. */
export function lowerObject(source: ObjectSource, facts: Facts, lowerer: Lowerer): Expression | null {
  const members = source.members.flatMap(({ name, value }) => {
    const expression = lowerer.value(value, facts);
    return expression === null ? [] : [[name, expression] as const];
  });
  return members.length === source.members.length ? objectOf(members) : null;
}

/** An object of expressions. A name that comes twice means what it means in JavaScript: the last one. */
export function objectOf(members: readonly (readonly [string, Expression])[]): Expression {
  return { op: "object", members: Object.fromEntries(members) };
}

/** `[a, b]`. */
export function lowerList(
  source: Extract<SourceExpression, { kind: "list" }>,
  facts: Facts,
  lowerer: Lowerer,
): Expression | null {
  const items = source.items.flatMap(item => lowerer.value(item, facts) ?? []);
  if (items.length < source.items.length) return null;
  const list = listOf(items);
  if (list !== null) return list;
  const problem = `\`${lowerer.text(source)}\` holds values of different types.`;
  return lowerer.refuse(typeMismatch, { problem, instead: "Put values of one type into a list." }, source);
}

/** A list of expressions, or null where they have no type in common. */
export function listOf(items: readonly Expression[]): Expression | null {
  const given = items.filter(item => !isNull(item));
  const type = given.map(typeOf).reduce<ValueType | null | undefined>((union, one) => {
    return union === undefined ? one : union && joinForms(union, one);
  }, undefined);
  if (type === null) return null;
  const element: ValueType = type ?? { any: true, nullable: true };
  const list = withNull(element, element.nullable || given.length < items.length);
  return {
    op: "list",
    type: { list, nullable: false },
    items: items.map(item => (isNull(item) ? nullOf(element) : item)),
  };
}

/** `of.some(local => body)` and its kin. */
export function lowerEach(source: EachSource, facts: Facts, lowerer: Lowerer): Expression | null {
  const of = lowerer.value(source.of, facts);
  if (of === null) return null;
  const type = typeOf(of);
  if (!isListType(type) && !isAny(type)) {
    const problem = `\`${source.how}\` goes through a list, and this is ${describe(of)}.`;
    return lowerer.refuse(typeMismatch, { problem, instead: "Use it on a list." }, source.of);
  }
  const element = elementOf(type);
  const local = lowerer.enterLocal(source.local, element);
  const body = bodyOf(source, facts, lowerer);
  if (body === null) return null;
  const make = (list: Expression): Expression => ({
    op: "each",
    how: source.how,
    type: typeOfEach(source.how, element, body),
    list,
    local,
    body,
  });
  if (source.optional && canBeTested(of)) return whenPresent(of, make);
  return needValue({ expression: of, source: source.of }, source.how, lowerer) ? make(of) : null;
}

function bodyOf(source: EachSource, facts: Facts, lowerer: Lowerer): Expression | null {
  if (source.how === "map") return lowerer.value(source.body, facts);
  return lowerer.condition(source.body, facts)?.expression ?? null;
}

function typeOfEach(how: EachSource["how"], element: ValueType, body: Expression): ValueType {
  switch (how) {
    case "some":
    case "every":
      return TRUTH;
    case "map":
      return { list: typeOf(body), nullable: false };
    case "filter":
      return { list: element, nullable: false };
    case "find":
      return withNull(element, true);
  }
}
