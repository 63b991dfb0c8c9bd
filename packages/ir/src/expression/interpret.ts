import { formatInstant } from "../instant.js";
import type { Row, ScalarType, Value } from "../value-type.js";
import type { CompareExpression, Expression, TextExpression } from "./ast.js";
import { typeOf } from "./type-of.js";

/** What an expression is asked against. */
export interface InterpretContext {
  readonly row: Row;
  /** Flow time in milliseconds since 1970. */
  readonly nowMs: number;
}

/**
 * The expression's value, as JavaScript would give it for a row that keeps its schema. Total: where a row holds null
 * although its schema says otherwise, a comparison or a text search is false instead of an exception, as in SQL.
 */
export function interpret(expression: Expression, context: InterpretContext): Value {
  switch (expression.op) {
    case "literal":
      return expression.value;
    case "field":
      return Object.hasOwn(context.row, expression.name) ? (context.row[expression.name] ?? null) : null;
    case "if":
      return interpret(holds(expression.test, context) ? expression.yes : expression.no, context);
    case "coalesce":
      return interpret(expression.left, context) ?? interpret(expression.right, context);
    case "now":
      return formatInstant(Math.floor(context.nowMs));
    case "startOfToday":
      return formatInstant(Math.floor(context.nowMs / DAY_MS) * DAY_MS);
    case "shift": {
      const of = interpret(expression.of, context);
      return of === null ? null : formatInstant(instantMs(of) + expression.byMs);
    }
    default:
      return decide(expression, context);
  }
}

const DAY_MS = 86_400_000;

type Truth = Exclude<
  Expression,
  { readonly op: "literal" | "field" | "if" | "coalesce" | "now" | "startOfToday" | "shift" }
>;

function decide(expression: Truth, context: InterpretContext): boolean {
  switch (expression.op) {
    case "truthy":
      return Boolean(interpret(expression.of, context));
    case "not":
      return !holds(expression.of, context);
    case "and":
      return holds(expression.left, context) && holds(expression.right, context);
    case "or":
      return holds(expression.left, context) || holds(expression.right, context);
    case "equal": {
      const scalar = typeOf(expression.left).scalar;
      const left = comparable(interpret(expression.left, context), scalar);
      const right = comparable(interpret(expression.right, context), scalar);
      return (left === right) !== expression.negated;
    }
    case "compare":
      return compare(expression, context);
    case "text":
      return search(expression, context);
    case "in": {
      const scalar = typeOf(expression.of).scalar;
      const of = comparable(interpret(expression.of, context), scalar);
      return expression.list.map(value => comparable(value, scalar)).includes(of);
    }
  }
}

/** A condition's verdict. Null, which only a row that breaks its schema can bring here, is false. */
function holds(expression: Expression, context: InterpretContext): boolean {
  return interpret(expression, context) === true;
}

function compare(expression: CompareExpression, context: InterpretContext): boolean {
  const left = ordinal(interpret(expression.left, context));
  const right = ordinal(interpret(expression.right, context));
  switch (expression.how) {
    case "<":
      return left < right;
    case "<=":
      return left <= right;
    case ">":
      return left > right;
    case ">=":
      return left >= right;
  }
}

/** NaN stands for null, because it too satisfies no comparison. */
function ordinal(value: Value): number {
  return typeof value === "number" ? value : value === null ? Number.NaN : instantMs(value);
}

function search(expression: TextExpression, context: InterpretContext): boolean {
  const of = interpret(expression.of, context);
  const wanted = interpret(expression.search, context);
  if (typeof of !== "string" || typeof wanted !== "string") return false;
  switch (expression.how) {
    case "includes":
      return of.includes(wanted);
    case "startsWith":
      return of.startsWith(wanted);
    case "endsWith":
      return of.endsWith(wanted);
  }
}

/** Equal instants are equal numbers however they are written; every other value stands for itself. */
function comparable(value: Value, scalar: ScalarType): Value {
  return scalar === "instant" && value !== null ? instantMs(value) : value;
}

function instantMs(value: Value): number {
  return typeof value === "string" ? Date.parse(value) : Number.NaN;
}
