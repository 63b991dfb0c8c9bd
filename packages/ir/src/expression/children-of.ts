import type { Expression } from "./ast.js";

/** An operand with the property under which its parent holds it. */
export type Operand = readonly [property: string, expression: Expression];

/** The operands of an expression, in the order in which they are written. */
export function childrenOf(expression: Expression): readonly Operand[] {
  switch (expression.op) {
    case "literal":
    case "field":
    case "now":
    case "startOfToday":
      return [];
    case "truthy":
    case "not":
    case "in":
    case "shift":
      return [["of", expression.of]];
    case "text":
      return [
        ["of", expression.of],
        ["search", expression.search],
      ];
    case "if":
      return [
        ["test", expression.test],
        ["yes", expression.yes],
        ["no", expression.no],
      ];
    default:
      return [
        ["left", expression.left],
        ["right", expression.right],
      ];
  }
}
