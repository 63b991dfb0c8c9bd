import type { Expression, ValueType } from "@flowline/ir";
import { nearestName, typeOf } from "@flowline/ir";
import type { ElementSource, MemberSource, SourceExpression } from "../../2-read/source-expression.js";
import { maybeCanceled } from "../../diagnostics/arms.js";
import { maybeSkipped, notPortable, typeMismatch } from "../../diagnostics/expressions.js";
import { unknownMember } from "../../diagnostics/readings.js";
import type { ReadableVariable } from "../environment.js";
import type { Facts } from "../facts.js";
import { caseFact } from "../facts.js";
import type { Lowerer } from "../lowerer.js";
import { pathOf } from "../paths.js";
import { readField } from "../read-field.js";
import {
  describeType,
  elementOf,
  isAny,
  isListType,
  isObjectType,
  isScalarType,
  memberType,
  withNull,
} from "../types.js";
import type { Bound } from "./bound.js";
import { asValue, bindContext, bindInSpace, bindParameter, nameOf } from "./bound.js";
import { elementExpression, memberExpression, read } from "./member-expression.js";
import { canBeTested, needValue, whenPresent } from "./operands.js";

/** A parameter, or the element that an enclosing `each` looks at. */
export function lowerName(
  source: Extract<SourceExpression, { kind: "parameter" | "local" }>,
  facts: Facts,
  lowerer: Lowerer,
): Expression | null {
  return asValue(bind(source, facts, lowerer), source, lowerer);
}

/** `of.name`: a field, something of the run's, or a member of a value. */
export function lowerMember(source: MemberSource, facts: Facts, lowerer: Lowerer): Expression | null {
  return asValue(bind(source, facts, lowerer), source, lowerer);
}

/** `of[index]`. */
export function lowerElement(source: ElementSource, facts: Facts, lowerer: Lowerer): Expression | null {
  const of = lowerer.value(source.of, facts);
  if (of === null) return null;
  const type = typeOf(of);
  if (isListType(type) || isAny(type)) return elementExpression(of, elementOf(type), source.index, facts);
  const problem = `\`${lowerer.text(source.of)}\` is ${describeType(type)}, which has no elements.`;
  return lowerer.refuse(typeMismatch, { problem, instead: "Take an element of a list." }, source);
}

function bind(source: SourceExpression, facts: Facts, lowerer: Lowerer): Bound | null {
  if (source.kind === "parameter") return bindParameter(source, facts, lowerer);
  if (source.kind === "local") {
    const local = lowerer.localOf(source.name);
    return local?.op === "local" ? { kind: "value", expression: read(local, facts) } : null;
  }
  if (source.kind === "member") return bindMember(source, facts, lowerer);
  const expression = lowerer.value(source, facts);
  return expression && { kind: "value", expression };
}

function bindMember(source: MemberSource, facts: Facts, lowerer: Lowerer): Bound | null {
  const of = bind(source.of, facts, lowerer);
  switch (of?.kind) {
    case undefined:
      return null;
    case "subject": {
      const field = readField(source, facts, lowerer.surroundings);
      return field && { kind: "value", expression: field };
    }
    case "context":
      return bindContext(source, facts, lowerer);
    case "space":
      return bindInSpace(source, of, { facts, lowerer });
    case "value": {
      const expression = memberOf(source, of.expression, { facts, lowerer });
      return expression && { kind: "value", expression };
    }
  }
}

interface Context {
  readonly facts: Facts;
  readonly lowerer: Lowerer;
}

function memberOf(source: MemberSource, of: Expression, { facts, lowerer }: Context): Expression | null {
  const type = typeOf(of);
  if (source.name === "length" && (isListType(type) || isScalarType(type, "text") || isAny(type))) {
    return lengthOf(source, of, lowerer);
  }
  const step = stepBehind(of, lowerer);
  if (step !== undefined) warnOfSkipped({ source, of, step }, lowerer);
  const member = memberExpression(of, source.name, facts);
  if (member === null) return refuseMember(source, type, lowerer);
  return step === undefined || member.op !== "member" ? member : inVariant(member, step, facts);
}

function lengthOf(source: MemberSource, of: Expression, lowerer: Lowerer): Expression | null {
  if (source.optional && canBeTested(of)) return whenPresent(of, present => ({ op: "length", of: present }));
  return needValue({ expression: of, source: source.of }, "length", lowerer) ? { op: "length", of } : null;
}

/** What is known of the step whose outcome an expression is. */
function stepBehind(of: Expression, { surroundings }: Lowerer): ReadableVariable | undefined {
  if (of.op !== "variable") return undefined;
  return [...surroundings.environment.steps.values()].find(({ variable }) => variable === of.name);
}

function warnOfSkipped(
  { source, of, step }: { readonly source: MemberSource; readonly of: Expression; readonly step: ReadableVariable },
  lowerer: Lowerer,
): void {
  if (step.certain || source.optional || !typeOf(of).nullable) return;
  const written = lowerer.text(source.of);
  const instead = `${written}?.${source.name}`;
  const { raced } = step;
  if (raced === undefined) {
    lowerer.warn(maybeSkipped, { written, instead }, source);
    return;
  }
  const related = [{ message: "These arms run together.", span: raced.span }];
  lowerer.warn(maybeCanceled, { written, instead, how: raced.how }, { span: source.span, related });
}

/** What `event` holds once `is` has been asked. */
function inVariant(member: Extract<Expression, { op: "member" }>, step: ReadableVariable, facts: Facts): Expression {
  const path = pathOf(member.of);
  if (member.name !== "event" || step.variants === null || path === null) return member;
  for (const [name, variant] of step.variants) {
    if (facts.has(caseFact(path, name))) return { ...member, type: narrow(member.type, variant) };
  }
  return member;
}

/** The declared type, with null only where the variant has it too. */
function narrow(declared: ValueType, variant: ValueType): ValueType {
  if (!isObjectType(declared) || !isObjectType(variant)) return withNull(declared, variant.nullable);
  const members = Object.entries(declared.object).map(([name, member]) => {
    const own = memberType(variant, name);
    return [name, own === undefined ? member : narrow(member, own)] as const;
  });
  return { object: Object.fromEntries(members), nullable: variant.nullable };
}

function refuseMember(source: MemberSource, type: ValueType, lowerer: Lowerer): null {
  if (!isObjectType(type)) {
    return lowerer.refuse(notPortable, { written: `The property \`${source.name}\`` }, nameOf(source));
  }
  const known = Object.keys(type.object).sort();
  const facts = { of: lowerer.text(source.of), name: source.name, known, nearest: nearestName(source.name, known) };
  return lowerer.refuse(unknownMember, facts, nameOf(source));
}
