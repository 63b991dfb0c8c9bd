import type { ValueType } from "../value-type.js";
import type { ArithmeticExpression, Expression, LengthExpression, ObjectExpression } from "./ast.js";
import { isAny } from "./scalar-of.js";

const TRUTH: ValueType = Object.freeze({ scalar: "boolean", nullable: false });
const CLOCK: ValueType = Object.freeze({ scalar: "instant", nullable: false });
const NUMBER: ValueType = Object.freeze({ scalar: "number", nullable: false });
const TEXT: ValueType = Object.freeze({ scalar: "text", nullable: false });
const ANY: ValueType = Object.freeze({ any: true, nullable: true });

/** The type that the expression's value has. */
export function typeOf(expression: Expression): ValueType {
  switch (expression.op) {
    case "literal":
    case "field":
    case "variable":
    case "local":
    case "member":
    case "element":
    case "if":
    case "coalesce":
    case "each":
    case "list":
    case "function":
    case "js":
      return expression.type;
    case "now":
    case "startOfToday":
      return CLOCK;
    case "shift":
      return typeOf(expression.of);
    case "arithmetic":
      return arithmeticType(expression);
    case "length":
      return lengthType(expression);
    case "bucket":
      return NUMBER;
    case "concat":
      return TEXT;
    case "object":
      return objectType(expression);
    default:
      return TRUTH;
  }
}

/** `+` joins as soon as one side turns out to be a text, and of any JSON nobody knows. */
function arithmeticType({ how, left, right }: ArithmeticExpression): ValueType {
  return how === "+" && (isAny(typeOf(left)) || isAny(typeOf(right))) ? ANY : NUMBER;
}

/** An object of unknown form may have a member `length`, of any type. */
function lengthType({ of }: LengthExpression): ValueType {
  return isAny(typeOf(of)) ? ANY : NUMBER;
}

const OBJECTS = new WeakMap<ObjectExpression, ValueType>();

function objectType(expression: ObjectExpression): ValueType {
  const known = OBJECTS.get(expression);
  if (known !== undefined) return known;
  const members = Object.entries(expression.members).map(([name, member]) => [name, typeOf(member)] as const);
  const type: ValueType = Object.freeze({ object: Object.freeze(Object.fromEntries(members)), nullable: false });
  OBJECTS.set(expression, type);
  return type;
}
