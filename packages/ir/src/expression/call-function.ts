import type { Value } from "../value-type.js";
import { joinItems } from "./any-value.js";
import type { FunctionName } from "./ast.js";
import { isList } from "./read-value.js";

/** What JavaScript's function gives for the arguments, the receiver first; null where they are not what it is for. */
export function callFunction(name: FunctionName, args: readonly Value[]): Value {
  const [of = null] = args;
  switch (name) {
    case "min":
    case "max":
    case "abs":
    case "floor":
    case "ceil":
    case "round":
      return callMath(name, args);
    case "slice":
      return slice(args);
    case "join":
      return isList(of) ? joinItems(of, separatorOf(args, ",")) : null;
    default:
      return typeof of === "string" ? callText(name, of, args) : null;
  }
}

function callMath(name: "min" | "max" | "abs" | "floor" | "ceil" | "round", args: readonly Value[]): Value {
  const numbers = args.filter(arg => typeof arg === "number");
  if (numbers.length < args.length) return null;
  return name === "min" || name === "max" ? Math[name](...numbers) : Math[name](numbers[0] ?? Number.NaN);
}

function slice([of = null, from = null, to = null]: readonly Value[]): Value {
  const start = typeof from === "number" ? from : undefined;
  const end = typeof to === "number" ? to : undefined;
  if (typeof of === "string") return of.slice(start, end);
  return isList(of) ? Object.freeze(of.slice(start, end)) : null;
}

type TextFunction = "toLowerCase" | "toUpperCase" | "trim" | "split" | "textBefore" | "textAfter";

function callText(name: TextFunction, of: string, args: readonly Value[]): Value {
  switch (name) {
    case "toLowerCase":
    case "toUpperCase":
    case "trim":
      return of[name]();
    case "split":
      return Object.freeze(of.split(separatorOf(args, "")));
    case "textBefore":
      return of.split(separatorOf(args, ""), 1)[0] ?? "";
    case "textAfter": {
      const separator = separatorOf(args, "");
      return of.split(separator).slice(1).join(separator);
    }
  }
}

function separatorOf(args: readonly Value[], otherwise: string): string {
  const separator = args[1];
  return typeof separator === "string" ? separator : otherwise;
}
