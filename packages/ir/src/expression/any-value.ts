import type { Json, Value } from "../value-type.js";
import { isList } from "./read-value.js";

/** Deeper lists are written as if they were empty: JavaScript would exhaust its stack on them. */
const MAX_DEPTH = 500;

/** What `String(value)` gives in JavaScript for a value of JSON, without asking the value's own members for it. */
export function asText(value: Value, depth = 0): string {
  if (isList(value)) return depth < MAX_DEPTH ? joinItems(value, ",", depth + 1) : "";
  return typeof value === "object" && value !== null ? "[object Object]" : String(value);
}

/** What `list.join(separator)` gives: null is nothing. */
export function joinItems(items: readonly Json[], separator: string, depth = 0): string {
  return items.map(item => (item === null ? "" : asText(item, depth))).join(separator);
}

/** The boolean, number or text that JavaScript's operators make of a value. */
function asPrimitive(value: Exclude<Value, null>): boolean | number | string {
  return typeof value === "object" ? asText(value) : value;
}

type Order = "<" | "<=" | ">" | ">=";

/** JavaScript's order of two values of JSON; false where one of them is null or missing. */
export function isInOrder(how: Order, left: Value, right: Value): boolean {
  if (left === null || right === null) return false;
  const a = asPrimitive(left);
  const b = asPrimitive(right);
  if (typeof a === "string" && typeof b === "string") return order(how, a, b);
  return order(how, Number(a), Number(b));
}

/** An order of two numbers or two texts. */
export function order<T extends number | string>(how: Order, left: T, right: T): boolean {
  switch (how) {
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

/** JavaScript's arithmetic of doubles. */
export function calculate(how: "+" | "-" | "*" | "/" | "%", left: number, right: number): number {
  switch (how) {
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "*":
      return left * right;
    case "/":
      return left / right;
    case "%":
      return left % right;
  }
}

/** JavaScript's arithmetic of two values of JSON; `+` joins where one of them is a text. Null where one is null or missing. */
export function calculateAny(how: "+" | "-" | "*" | "/" | "%", left: Value, right: Value): Value {
  if (left === null || right === null) return null;
  const a = asPrimitive(left);
  const b = asPrimitive(right);
  if (how === "+" && (typeof a === "string" || typeof b === "string")) return `${a}${b}`;
  return calculate(how, Number(a), Number(b));
}

/** What JavaScript's search in a text gives. Of any JSON, `includes` also looks into a list, as JavaScript would. */
export function isFound(how: "includes" | "startsWith" | "endsWith", of: Value, wanted: Value): boolean {
  if (typeof of !== "string") return how === "includes" && isList(of) && of.includes(wanted);
  if (wanted === null) return false;
  const search = typeof wanted === "string" ? wanted : asText(wanted);
  switch (how) {
    case "includes":
      return of.includes(search);
    case "startsWith":
      return of.startsWith(search);
    case "endsWith":
      return of.endsWith(search);
  }
}
