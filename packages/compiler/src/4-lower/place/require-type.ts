import type { Expression } from "@flowline/ir";
import { typeOf } from "@flowline/ir";
import { diagnose } from "../../diagnostics/definition.js";
import { typeMismatch } from "../../diagnostics/expressions.js";
import { type Call, report } from "../flow-scope.js";
import { describeType, isAny, isListType, isScalarType } from "../types.js";

import type { Given } from "./given.js";

/** Reports what is no date where one is needed. */
export function requireInstant(call: Call, expression: Expression, given: Given): void {
  const type = typeOf(expression);
  if (isAny(type) || isScalarType(type, "instant")) return;
  const facts = {
    problem: `${call.link.word}() needs a date, and this is ${describeType(type)}.`,
    instead: 'Give a field that holds a date, or move one: before(user.renewsOn, "7d").',
    why: "Only a date says when to go on; a text would have to be read as one first.",
  };
  report(call.scope, diagnose(typeMismatch, facts, { span: given.span }));
}

/** Reports what is no list where one is needed. */
export function requireList(call: Call, expression: Expression, given: Given): void {
  const type = typeOf(expression);
  if (isAny(type) || isListType(type)) return;
  const facts = {
    problem: `${call.link.word}() needs a list, and this is ${describeType(type)}.`,
    instead: "Give a list.",
    why: "Only a list has items to go through.",
  };
  report(call.scope, diagnose(typeMismatch, facts, { span: given.span }));
}
