import type {
  ArithmeticExpression,
  CoalesceExpression,
  ConcatExpression,
  ConditionalExpression,
  EachExpression,
  ElementExpression,
  EqualExpression,
  Expression,
  FunctionExpression,
  InExpression,
  LogicalExpression,
  MemberExpression,
  ObjectExpression,
  ShiftExpression,
} from "./ast.js";
import { formatDuration } from "./format-duration.js";
import { printKey, printMember, printValue } from "./print-value.js";
import { scalarOf } from "./scalar-of.js";
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
const BINDING = {
  conditional: 1,
  coalesce: 2,
  or: 3,
  and: 4,
  equal: 5,
  compare: 6,
  sum: 7,
  product: 8,
  unary: 9,
  primary: 10,
} as const;

interface Scope {
  readonly subject: string;
  /** Where only the truthiness of a form counts, `Boolean(...)` need not be written round it. */
  readonly place: "condition" | "value";
}

function print(expression: Expression, scope: Scope): Printed {
  switch (expression.op) {
    case "literal":
      return printLiteral(printValue(expression.value, typeOf(expression)));
    case "field":
      return primary(`${scope.subject}${printMember(expression.name)}`);
    case "variable":
      return primary(printVariable(expression.name));
    case "local":
      return primary(expression.name);
    case "member":
    case "element":
      return printRead(expression, scope);
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
    case "arithmetic":
      return printArithmetic(expression, scope);
    case "now":
    case "startOfToday":
      return primary(`${expression.op}()`);
    case "shift":
      return printShift(expression, scope);
    default:
      return printCall(expression, scope);
  }
}

type Call = Extract<
  Expression,
  {
    readonly op:
      | "text"
      | "in"
      | "has"
      | "length"
      | "each"
      | "concat"
      | "object"
      | "list"
      | "bucket"
      | "function"
      | "js";
  }
>;

function printCall(expression: Call, scope: Scope): Printed {
  switch (expression.op) {
    case "text": {
      const of = within(expression.of, BINDING.primary, value(scope));
      return primary(`${of}.${expression.how}(${print(expression.search, value(scope)).text})`);
    }
    case "in":
      return printIn(expression, scope);
    case "has": {
      const list = within(expression.list, BINDING.primary, value(scope));
      return primary(`${list}.includes(${sureOfNull(expression.item, scope)})`);
    }
    case "length":
      return primary(`${within(expression.of, BINDING.primary, value(scope))}.length`);
    case "each":
      return printEach(expression, scope);
    case "concat":
      return printConcat(expression, scope);
    case "object":
      return printObject(expression, scope);
    case "list":
      return primary(`[${expression.items.map(item => sureOfNull(item, scope)).join(", ")}]`);
    case "bucket":
      return primary(`bucket(${JSON.stringify(expression.salt)})`);
    case "function":
      return primary(printFunction(expression, scope));
    case "js":
      return primary(`js(${JSON.stringify(expression.name)})`);
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

/** `(-1).x` and `(1).x` need parentheses, which a constant elsewhere does not. */
function printLiteral(text: string): Printed {
  return { text, binding: /^-?[\d.]/.test(text) ? BINDING.unary : BINDING.primary };
}

/** `steps.charge`, and `steps["charge card"]`. */
function printVariable(name: string): string {
  const dot = name.indexOf(".");
  return dot === -1 ? name : `${name.slice(0, dot)}${printMember(name.slice(dot + 1))}`;
}

/** JavaScript's undefined, for what is missing, is null here; it has to be said where the two differ. */
function sureOfNull(expression: Expression, scope: Scope): string {
  const mayBeMissing = typeOf(expression).nullable && !NEVER_UNDEFINED.has(expression.op);
  if (!mayBeMissing) return within(expression, BINDING.conditional, value(scope));
  return `${within(expression, BINDING.equal, value(scope))} ?? null`;
}

const NEVER_UNDEFINED: ReadonlySet<Expression["op"]> = new Set(["literal", "field", "shift"]);

function printRead(expression: MemberExpression | ElementExpression, scope: Scope): Printed {
  const of = within(expression.of, BINDING.primary, value(scope));
  const mayBeNull = typeOf(expression.of).nullable;
  if (expression.op === "member") return primary(`${of}${printMember(expression.name, mayBeNull)}`);
  if (expression.index < 0) return primary(`${of}${mayBeNull ? "?." : "."}at(${expression.index})`);
  return primary(`${of}${mayBeNull ? "?." : ""}[${expression.index}]`);
}

function printTruthy(of: Expression, scope: Scope): Printed {
  const type = typeOf(of);
  if (scope.place === "condition" || (scalarOf(type) === "boolean" && !type.nullable)) return print(of, scope);
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
  const sign = negated ? "!==" : "===";
  const asksForNull = [left, right].find(isNull);
  if (asksForNull !== undefined) {
    const of = asksForNull === left ? right : left;
    const exact = NEVER_UNDEFINED.has(of.op) ? sign : sign.slice(0, 2);
    const sides = [left, right].map(side => within(side, BINDING.equal + 1, value(scope)));
    return { text: sides.join(` ${exact} `), binding: BINDING.equal };
  }
  const byTime = [left, right].every(side => scalarOf(typeOf(side)) === "instant");
  const bothMayBeNull = typeOf(left).nullable && typeOf(right).nullable;
  const sides = [left, right].map(side => {
    if (byTime) return printTime(side, scope);
    const text = bothMayBeNull ? sureOfNull(side, scope) : within(side, BINDING.equal + 1, value(scope));
    return text.endsWith(" ?? null") ? `(${text})` : text;
  });
  return { text: sides.join(` ${sign} `), binding: BINDING.equal };
}

function printIn({ of, list }: InExpression, scope: Scope): Printed {
  const type = typeOf(of);
  if (scalarOf(type) !== "instant") {
    const values = list.map(constant => printValue(constant, type));
    return primary(`[${values.join(", ")}].includes(${sureOfNull(of, scope)})`);
  }
  const times = list.map(constant => (constant === null ? "undefined" : `${printValue(constant, type)}.getTime()`));
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

/** `x * -1` is what `-x` means, negative zero included. */
function printArithmetic({ how, left, right }: ArithmeticExpression, scope: Scope): Printed {
  if (how === "*" && right.op === "literal" && right.value === -1) {
    return { text: `-${within(left, BINDING.primary, value(scope))}`, binding: BINDING.unary };
  }
  const binding = how === "+" || how === "-" ? BINDING.sum : BINDING.product;
  const sides = [within(left, binding, value(scope)), within(right, binding + 1, value(scope))];
  return { text: sides.join(` ${how} `), binding };
}

function printEach({ how, list, local, body }: EachExpression, scope: Scope): Printed {
  const of = within(list, BINDING.primary, value(scope));
  const isCondition = how !== "map";
  const { text } = isCondition ? print(body, condition(scope)) : { text: sureOfNull(body, scope) };
  return primary(`${of}.${how}(${local} => ${text.startsWith("{") ? `(${text})` : text})`);
}

function printConcat({ parts }: ConcatExpression, scope: Scope): Printed {
  const texts = parts.map(part =>
    part.op === "literal" && typeof part.value === "string"
      ? JSON.stringify(part.value).slice(1, -1).replaceAll('\\"', '"').replace(/[`$]/g, "\\$&")
      : `\${${sureOfNull(part, scope)}}`,
  );
  return primary(`\`${texts.join("")}\``);
}

function printObject({ members }: ObjectExpression, scope: Scope): Printed {
  const texts = Object.entries(members).map(([name, member]) => `${printKey(name)}: ${sureOfNull(member, scope)}`);
  return primary(texts.length === 0 ? "{}" : `{ ${texts.join(", ")} }`);
}

function printFunction({ name, args }: FunctionExpression, scope: Scope): string {
  const [of, ...rest] = args;
  const [receiver, separator] = [of, rest[0]].map(arg => (arg ? within(arg, BINDING.primary, value(scope)) : ""));
  const others = rest.map(arg => print(arg, value(scope)).text).join(", ");
  switch (name) {
    case "min":
    case "max":
    case "abs":
    case "floor":
    case "ceil":
    case "round":
      return `Math.${name}(${args.map(arg => print(arg, value(scope)).text).join(", ")})`;
    case "textBefore":
      return `${receiver}.split(${others})[0]`;
    case "textAfter":
      return `${receiver}.split(${others}).slice(1).join(${separator})`;
    default:
      return `${receiver}.${name}(${others})`;
  }
}

function isNull(expression: Expression): boolean {
  return expression.op === "literal" && expression.value === null;
}
