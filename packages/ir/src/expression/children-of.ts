import type { Expression } from "./ast.js";

/** An operand with the property under which its parent holds it, and its place where that is a list or an object. */
export type Operand = readonly [property: string, expression: Expression, place?: string | number];

/** The operands of an expression, in the order in which they are written. */
export function childrenOf(expression: Expression): readonly Operand[] {
  switch (expression.op) {
    case "literal":
    case "field":
    case "variable":
    case "local":
    case "now":
    case "startOfToday":
    case "bucket":
    case "js":
      return [];
    case "truthy":
    case "not":
    case "in":
    case "shift":
    case "member":
    case "element":
    case "length":
      return [["of", expression.of]];
    case "text":
      return pair(["of", expression.of], ["search", expression.search]);
    case "has":
      return pair(["list", expression.list], ["item", expression.item]);
    case "each":
      return pair(["list", expression.list], ["body", expression.body]);
    case "if":
      return [
        ["test", expression.test],
        ["yes", expression.yes],
        ["no", expression.no],
      ];
    case "concat":
      return numbered("parts", expression.parts);
    case "list":
      return numbered("items", expression.items);
    case "function":
      return numbered("args", expression.args);
    case "object":
      return Object.entries(expression.members).map(([name, member]) => ["members", member, name]);
    default:
      return pair(["left", expression.left], ["right", expression.right]);
  }
}

function pair(first: Operand, second: Operand): readonly Operand[] {
  return [first, second];
}

function numbered(property: string, expressions: readonly Expression[]): readonly Operand[] {
  return expressions.map((expression, index) => [property, expression, index]);
}
