import type { ValueType } from "../value-type.js";
import type { Expression } from "./ast.js";

const TRUTH: ValueType = Object.freeze({ scalar: "boolean", nullable: false });
const CLOCK: ValueType = Object.freeze({ scalar: "instant", nullable: false });

/** The type that the expression's value has. */
export function typeOf(expression: Expression): ValueType {
  switch (expression.op) {
    case "literal":
    case "field":
    case "if":
    case "coalesce":
      return expression.type;
    case "now":
    case "startOfToday":
      return CLOCK;
    case "shift":
      return typeOf(expression.of);
    default:
      return TRUTH;
  }
}
