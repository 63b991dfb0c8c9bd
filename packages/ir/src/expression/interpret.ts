import type { Value } from "../value-type.js";

export type { InterpretContext } from "./question.js";

import type { Expression } from "./ast.js";
import { compileExpression } from "./compile-expression.js";
import type { InterpretContext, Question } from "./question.js";

const QUESTIONS = new WeakMap<Expression, Question>();

/** The last answer of the map: one expression is most often asked of many rows in turn. */
let lastExpression: Expression | undefined;
let lastQuestion: Question | undefined;

/** The expression's value. It is made ready at the first time (see `compileExpression`) and then kept as long as the expression itself. */
export function interpret(expression: Expression, context: InterpretContext): Value {
  if (expression === lastExpression && lastQuestion !== undefined) return lastQuestion(context);
  let question = QUESTIONS.get(expression);
  if (question === undefined) {
    question = compileExpression(expression);
    QUESTIONS.set(expression, question);
  }
  lastExpression = expression;
  lastQuestion = question;
  return question(context);
}
