import { after, ago, before, fromNow, now, startOfToday } from "@flowline/dsl";
import {
  type Expression,
  type FieldIr,
  isAny,
  type Row,
  readValue,
  scalarOf,
  typeOf,
  type Value,
  type ValueType,
} from "@flowline/ir";
import { withChildren } from "../../packages/ir/test/arbitrary/bind-locals.js";
import { VARIABLES } from "../../packages/ir/test/arbitrary/types.js";

/** What an author's lambda gets: instants are dates, and what is missing is missing. */
export function asAuthorSees(
  row: Row,
  variables: Readonly<Record<string, Value>>,
  fields: Readonly<Record<string, FieldIr>>,
): Readonly<Record<string, unknown>> {
  const user = seen(row, {
    object: Object.fromEntries(Object.entries(fields).map(([name, { type }]) => [name, type])),
    nullable: false,
  });
  const scope: Record<string, unknown> = { user };
  for (const [name, type] of Object.entries(VARIABLES)) {
    const value = seen(variables[name] ?? null, type);
    const dot = name.indexOf(".");
    if (dot === -1) scope[name] = value;
    else scope[name.slice(0, dot)] = { ...(scope[name.slice(0, dot)] ?? {}), [name.slice(dot + 1)]: value };
  }
  return scope;
}

function seen(value: Value, type: ValueType): unknown {
  if ("scalar" in type) {
    if (type.scalar !== "instant") return value;
    const instant = readValue(value, type);
    return typeof instant === "string" ? new Date(instant) : null;
  }
  if ("list" in type) return Array.isArray(value) ? value.map(item => seen(item, type.list)) : null;
  if ("any" in type || typeof value !== "object" || value === null) return value;
  // Without a prototype, on which JavaScript would find a `constructor` where the object has none.
  const members: Record<string, unknown> = Object.create(null);
  for (const [name, member] of Object.entries(value)) {
    const declared = Object.hasOwn(type.object, name) ? type.object[name] : undefined;
    if (declared !== undefined) members[name] = seen(member as Value, declared);
  }
  return members;
}

/** The variables with every instant in its one form: to an author it is a date, of which nothing else is left. */
export function withPlainInstants(variables: Readonly<Record<string, Value>>): Readonly<Record<string, Value>> {
  const entries = Object.entries(VARIABLES).flatMap(([name, type]) =>
    Object.hasOwn(variables, name) ? [[name, seen(variables[name] ?? null, type)]] : [],
  );
  return JSON.parse(JSON.stringify(Object.fromEntries(entries)));
}

/** Runs printed JavaScript. Only tests ever make code of text. */
export function runAsJavaScript(text: string, scope: Readonly<Record<string, unknown>>): unknown {
  const names = { now, startOfToday, ago, fromNow, before, after, ...scope };
  const lambda = new Function(...Object.keys(names), `"use strict"; return (${text});`);
  return asJson(lambda(...Object.values(names)));
}

/** What JSON keeps of a value. */
export function asJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

/** Where a number becomes part of an object or a list, JavaScript keeps NaN and negative zero, which JSON lacks: says so to it. */
export function finite(expression: Expression): Expression {
  const inside = withChildren(expression, finite);
  if (inside.op === "list" || inside.op === "object") return withChildren(inside, asJsonNumber);
  return inside.op === "each" && inside.how === "map" ? { ...inside, body: asJsonNumber(inside.body) } : inside;
}

function asJsonNumber(expression: Expression): Expression {
  const type = typeOf(expression);
  if (scalarOf(type) !== "number" || isAny(type)) return expression;
  const nullable: ValueType = { scalar: "number", nullable: true };
  const [none, zero]: readonly Expression[] = [
    { op: "literal", type: nullable, value: null },
    { op: "literal", type: { scalar: "number", nullable: false }, value: 0 },
  ] as const;
  const minus = (how: "+" | "-", right: Expression): Expression => ({ op: "arithmetic", how, left: expression, right });
  const test: Expression = { op: "equal", left: minus("-", expression), right: zero, negated: false };
  const present: Expression = { op: "not", of: { op: "equal", left: expression, right: none, negated: false } };
  const both: Expression = { op: "and", left: present, right: test };
  return { op: "if", type: nullable, test: both, yes: minus("+", zero), no: none };
}
