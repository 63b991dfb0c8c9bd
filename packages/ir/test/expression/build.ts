import type { Expression, ScalarType, ValueType } from "@flowline/ir";

/** Short ways to write expressions in tests. */
export const ANY: ValueType = { any: true, nullable: true };
export const NUMBER: ValueType = { scalar: "number", nullable: false };
export const TEXT: ValueType = { scalar: "text", nullable: false };
export const TRUTH: ValueType = { scalar: "boolean", nullable: false };
export const INSTANT: ValueType = { scalar: "instant", nullable: false };
export const NUMBERS: ValueType = { list: { scalar: "number", nullable: true }, nullable: false };
export const TEXTS: ValueType = { list: { scalar: "text", nullable: true }, nullable: false };

export function maybe(scalar: ScalarType): ValueType {
  return { scalar, nullable: true };
}

type Constant = Extract<Expression, { op: "literal" }>["value"];

export function literal(value: Constant, type: ValueType = ANY): Expression {
  return { op: "literal", type, value };
}

export function text(value: string): Expression {
  return literal(value, TEXT);
}

export function number(value: number): Expression {
  return literal(value, NUMBER);
}

export function variable(name: string, type: ValueType = ANY): Expression {
  return { op: "variable", type, name };
}

export function local(name: string, type: ValueType): Expression {
  return { op: "local", type, name };
}

export function member(of: Expression, name: string, type: ValueType = ANY): Expression {
  return { op: "member", type, of, name };
}

export function element(of: Expression, index: number, type: ValueType = ANY): Expression {
  return { op: "element", type, of, index };
}

type Arithmetic = Extract<Expression, { op: "arithmetic" }>;

export function arithmetic(left: Expression, how: Arithmetic["how"], right: Expression): Expression {
  return { op: "arithmetic", how, left, right };
}

type Compare = Extract<Expression, { op: "compare" }>;

export function compare(left: Expression, how: Compare["how"], right: Expression): Expression {
  return { op: "compare", how, left, right };
}

type Each = Extract<Expression, { op: "each" }>;

export function each(how: Each["how"], list: Expression, [type, body]: readonly [ValueType, Expression]): Expression {
  return { op: "each", how, type, list, local: "x", body };
}

type Call = Extract<Expression, { op: "function" }>;

export function call(name: Call["name"], type: ValueType, args: readonly Expression[]): Expression {
  return { op: "function", name, type, args };
}

export function equal(left: Expression, right: Expression, negated = false): Expression {
  return { op: "equal", left, right, negated };
}
