import type { Value } from "../value-type.js";

export type { InterpretContext } from "./compile-expression.js";

import type { Expression } from "./ast.js";
import { compileExpression, type InterpretContext, type Question } from "./compile-expression.js";

const QUESTIONS = new WeakMap<Expression, Question>();

/** The expression's value. It is made ready at the first time (see `compileExpression`) and then kept as long as the expression itself. */
export function interpret(expression: Expression, context: InterpretContext): Value {
  const known = QUESTIONS.get(expression);
  if (known !== undefined) return known(context);
  const question = compileExpression(expression);
  QUESTIONS.set(expression, question);
  return question(context);
}
