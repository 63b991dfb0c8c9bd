import type { Value } from "../value-type.js";
import { isFound, isInOrder } from "./any-value.js";
import type { CompareExpression, Expression, TextExpression } from "./ast.js";
import { isInherited } from "./own-member.js";
import type { Ask, Test } from "./question.js";

// Comparisons with something written down, which is what most guards are made of. One closure for each does the work of
// three that call each other.

/** The name of a field that can be read without asking whether it is the row's own; null for all other expressions. */
function plainField(expression: Expression): string | null {
  return expression.op === "field" && !isInherited(expression.name) ? expression.name : null;
}

/** Whether a value is truthy. */
export function truthyTest(of: Expression, ask: Ask): Test {
  const field = plainField(of);
  return field === null ? (context, frame) => Boolean(ask(context, frame)) : ({ row }) => Boolean(row[field]);
}

/** Whether a value is not truthy. */
export function falsyTest(of: Expression, ask: Ask): Test {
  const field = plainField(of);
  return field === null ? (context, frame) => !ask(context, frame) : ({ row }) => !row[field];
}

/** Whether a value is a constant. */
export function equalTest(of: Expression, ask: Ask, constant: Value): Test {
  const field = plainField(of);
  if (field === null) return (context, frame) => ask(context, frame) === constant;
  return constant === null ? ({ row }) => (row[field] ?? null) === null : ({ row }) => row[field] === constant;
}

/** Whether a value is something else than a constant. */
export function differentTest(of: Expression, ask: Ask, constant: Value): Test {
  const field = plainField(of);
  if (field === null) return (context, frame) => ask(context, frame) !== constant;
  return constant === null ? ({ row }) => (row[field] ?? null) !== null : ({ row }) => row[field] !== constant;
}

/** How a value stands to a number. */
export function orderTest(how: CompareExpression["how"], ask: Ask, than: number): Test {
  const other = (value: Value): boolean => isInOrder(how, value, than);
  switch (how) {
    case "<":
      return (context, frame) => {
        const value = ask(context, frame);
        return typeof value === "number" ? value < than : other(value);
      };
    case "<=":
      return (context, frame) => {
        const value = ask(context, frame);
        return typeof value === "number" ? value <= than : other(value);
      };
    case ">":
      return (context, frame) => {
        const value = ask(context, frame);
        return typeof value === "number" ? value > than : other(value);
      };
    case ">=":
      return (context, frame) => {
        const value = ask(context, frame);
        return typeof value === "number" ? value >= than : other(value);
      };
  }
}

/** Whether a value has a text in it. */
export function textTest(how: TextExpression["how"], ask: Ask, search: string): Test {
  const other = (value: Value): boolean => isFound(how, value, search);
  switch (how) {
    case "includes":
      return (context, frame) => {
        const value = ask(context, frame);
        return typeof value === "string" ? value.includes(search) : other(value);
      };
    case "startsWith":
      return (context, frame) => {
        const value = ask(context, frame);
        return typeof value === "string" ? value.startsWith(search) : other(value);
      };
    case "endsWith":
      return (context, frame) => {
        const value = ask(context, frame);
        return typeof value === "string" ? value.endsWith(search) : other(value);
      };
  }
}
