import type { Value } from "../value-type.js";
import type {
  CoalesceExpression,
  ConditionalExpression,
  EqualExpression,
  Expression,
  InExpression,
  LogicalExpression,
  ShiftExpression,
} from "./ast.js";
import { formatDuration } from "./format-duration.js";
import { typeOf } from "./type-of.js";

/** The expression as JavaScript that an author would write: `!user.upgraded`, `user.created_at >= startOfToday()`. */
export function printExpression(expression: Expression, subjectName: string): string {
  return print(expression, { subject: subjectName, place: "condition" }).text;
}

interface Printed {
  readonly text: string;
  readonly binding: number;
}

/** How tightly a printed form holds together; a looser one inside a tighter one gets parentheses. */
const BINDING = { conditional: 1, coalesce: 2, or: 3, and: 4, equal: 5, compare: 6, unary: 7, primary: 8 } as const;

interface Scope {
  readonly subject: string;
  /** Where only the truthiness of a form counts, `Boolean(...)` need not be written round it. */
  readonly place: "condition" | "value";
}

function print(expression: Expression, scope: Scope): Printed {
  switch (expression.op) {
    case "literal":
      return primary(printValue(expression.value, typeOf(expression).scalar === "instant"));
    case "field":
      return primary(`${scope.subject}${member(expression.name)}`);
    case "truthy":
      return printTruthy(expression.of, scope);
    case "not":
      return { text: `!${within(expression.of, BINDING.unary, condition(scope))}`, binding: BINDING.unary };
    case "and":
    case "or":
      return printLogical(expression, scope);
    case "if":
      return printConditional(expression, scope);
    case "coalesce":
      return printCoalesce(expression, scope);
    case "equal":
      return printEqual(expression, scope);
    case "compare": {
      const [left, right] = [expression.left, expression.right].map(side =>
        within(side, BINDING.compare + 1, value(scope)),
      );
      return { text: `${left} ${expression.how} ${right}`, binding: BINDING.compare };
    }
    case "text": {
      const of = within(expression.of, BINDING.primary, value(scope));
      return primary(`${of}.${expression.how}(${print(expression.search, value(scope)).text})`);
    }
    case "in":
      return printIn(expression, scope);
    case "now":
    case "startOfToday":
      return primary(`${expression.op}()`);
    case "shift":
      return printShift(expression, scope);
  }
}

function condition(scope: Scope): Scope {
  return { ...scope, place: "condition" };
}

function value(scope: Scope): Scope {
  return { ...scope, place: "value" };
}

function within(expression: Expression, least: number, scope: Scope): string {
  const { text, binding } = print(expression, scope);
  return binding < least ? `(${text})` : text;
}

function primary(text: string): Printed {
  return { text, binding: BINDING.primary };
}

function printTruthy(of: Expression, scope: Scope): Printed {
  const { scalar, nullable } = typeOf(of);
  if (scope.place === "condition" || (scalar === "boolean" && !nullable)) return print(of, scope);
  return primary(`Boolean(${print(of, condition(scope)).text})`);
}

function printLogical({ op, left, right }: LogicalExpression, scope: Scope): Printed {
  const binding = BINDING[op];
  const sign = op === "and" ? "&&" : "||";
  return { text: `${within(left, binding, scope)} ${sign} ${within(right, binding, scope)}`, binding };
}

function printConditional({ test, yes, no }: ConditionalExpression, scope: Scope): Printed {
  const arms = [yes, no].map(arm => within(arm, BINDING.conditional, scope));
  const question = within(test, BINDING.coalesce, condition(scope));
  return { text: `${question} ? ${arms.join(" : ")}`, binding: BINDING.conditional };
}

/** JavaScript refuses `??` beside `&&` or `||` without parentheses. */
function printCoalesce({ left, right }: CoalesceExpression, scope: Scope): Printed {
  const sides = [left, right].map(side => within(side, BINDING.equal, value(scope)));
  return { text: sides.join(" ?? "), binding: BINDING.coalesce };
}

/** Two dates are equal when their times are: `===` between the objects would ask whether they are the same one. */
function printEqual({ left, right, negated }: EqualExpression, scope: Scope): Printed {
  const byTime = [left, right].every(side => typeOf(side).scalar === "instant" && !isNull(side));
  const sides = [left, right].map(side =>
    byTime ? printTime(side, scope) : within(side, BINDING.equal + 1, value(scope)),
  );
  return { text: sides.join(negated ? " !== " : " === "), binding: BINDING.equal };
}

function printIn({ of, list }: InExpression, scope: Scope): Printed {
  if (typeOf(of).scalar !== "instant") {
    const values = list.map(constant => printValue(constant, false));
    return primary(`[${values.join(", ")}].includes(${print(of, value(scope)).text})`);
  }
  const times = list.map(constant => (constant === null ? "undefined" : `${printValue(constant, true)}.getTime()`));
  return primary(`[${times.join(", ")}].includes(${printTime(of, scope)})`);
}

function printTime(of: Expression, scope: Scope): string {
  const access = typeOf(of).nullable ? "?." : ".";
  return `${within(of, BINDING.primary, value(scope))}${access}getTime()`;
}

function printShift({ of, byMs }: ShiftExpression, scope: Scope): Printed {
  if (byMs === 0) return print(of, scope);
  const duration = JSON.stringify(formatDuration(Math.abs(byMs)));
  if (of.op === "now") return primary(`${byMs < 0 ? "ago" : "fromNow"}(${duration})`);
  return primary(`${byMs < 0 ? "before" : "after"}(${print(of, value(scope)).text}, ${duration})`);
}

function isNull(expression: Expression): boolean {
  return expression.op === "literal" && expression.value === null;
}

function printValue(constant: Value, isInstant: boolean): string {
  const text = JSON.stringify(constant);
  return isInstant && constant !== null ? `new Date(${text})` : text;
}

function member(name: string): string {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
}
