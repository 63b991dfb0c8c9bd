import type { Expression, ValueType } from "@flowline/ir";
import { typeOf } from "@flowline/ir";
import { pathOf, pathsThrough, pathTo } from "./paths.js";
import { isObjectType, memberType } from "./types.js";

/**
 * What is known at some point of an expression: paths that do not hold null, and, as `PATH = TEXT`, what a discriminant
 * says.
 */
export type Facts = ReadonlySet<string>;

/** Nothing is known. */
export const NO_FACTS: Facts = new Set();

/** A verdict, and what is known once it is there. */
export interface Condition {
  readonly expression: Expression;
  readonly whenTrue: Facts;
  readonly whenFalse: Facts;
}

/** What either side says. */
export function both(left: Facts, right: Facts): Facts {
  return new Set([...left, ...right]);
}

/** What both sides say. */
export function common(left: Facts, right: Facts): Facts {
  return new Set([...left].filter(name => right.has(name)));
}

/** What a verdict over values, not over other verdicts, lets one know. */
export function factsOf(expression: Expression): Pick<Condition, "whenTrue" | "whenFalse"> {
  switch (expression.op) {
    case "truthy":
      return { whenTrue: both(presenceOf(expression.of), successOf(expression.of)), whenFalse: NO_FACTS };
    // A boolean that is never null is its own verdict.
    case "member":
    case "variable":
      return { whenTrue: both(presenceOf(expression), successOf(expression)), whenFalse: NO_FACTS };
    case "equal":
      return factsOfEquality(expression.left, expression.right, expression.negated);
    case "in":
      return { whenTrue: expression.list.includes(null) ? NO_FACTS : presenceOf(expression.of), whenFalse: NO_FACTS };
    case "text":
      return { whenTrue: presenceOf(expression.of), whenFalse: NO_FACTS };
    default:
      return { whenTrue: NO_FACTS, whenFalse: NO_FACTS };
  }
}

/** `x === null` false, or `x === "a"` true: either way there is an x. */
function factsOfEquality(
  left: Expression,
  right: Expression,
  negated: boolean,
): Pick<Condition, "whenTrue" | "whenFalse"> {
  const sides = [left, right];
  const nothing = { whenTrue: NO_FACTS, whenFalse: NO_FACTS };
  if (sides.some(isNull)) {
    const present = union(sides.map(presenceOf));
    return { ...nothing, [negated ? "whenTrue" : "whenFalse"]: present };
  }
  const literal = sides.find(side => side.op === "literal");
  const other = sides.find(side => side !== literal);
  const isGiven = literal !== undefined || sides.some(side => !typeOf(side).nullable);
  const equal = [...(isGiven ? sides.map(presenceOf) : [])];
  if (literal?.op === "literal" && other !== undefined) equal.push(discriminated(other, literal.value));
  return { ...nothing, [negated ? "whenFalse" : "whenTrue"]: union(equal) };
}

/** What `x.ok === true` and `x.is === "paid"` say of the object that they are members of. */
function discriminated(expression: Expression, value: unknown): Facts {
  if (value === true) return successOf(expression);
  if (expression.op !== "member" || expression.name !== "is" || typeof value !== "string") return NO_FACTS;
  const of = pathOf(expression.of);
  if (of === null) return NO_FACTS;
  const known = value === "timeout" ? [] : eventsOf(typeOf(expression.of), of);
  return new Set([...known, ...pathsThrough(of), caseFact(of, value)]);
}

/** Where a wait's `ok` is true, what it waited for is there. */
function successOf(expression: Expression): Facts {
  if (expression.op !== "member" || expression.name !== "ok") return NO_FACTS;
  const of = pathOf(expression.of);
  return of === null ? NO_FACTS : new Set([...eventsOf(typeOf(expression.of), of), ...pathsThrough(of)]);
}

function eventsOf(type: ValueType, path: string): readonly string[] {
  const names = ["event", "events"].filter(name => isObjectType(type) && memberType(type, name) !== undefined);
  return names.map(name => pathTo(path, name));
}

/** That the discriminant of what lies at a path is this text. */
export function caseFact(path: string, text: string): string {
  return `${path} = ${text}`;
}

/** That the value of an expression is not null. */
function presenceOf(expression: Expression): Facts {
  const path = pathOf(expression);
  return path === null ? NO_FACTS : new Set(pathsThrough(path));
}

/** Whether the expression is the constant null. */
export function isNull(expression: Expression): boolean {
  return expression.op === "literal" && expression.value === null;
}

function union(all: readonly Facts[]): Facts {
  return all.reduce(both, NO_FACTS);
}
