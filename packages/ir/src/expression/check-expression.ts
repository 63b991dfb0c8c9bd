import { isInstant, MAX_SHIFT_MS } from "../instant.js";
import type { FieldIr } from "../subject.js";
import type { ScalarType, Value, ValueType } from "../value-type.js";
import { isWellFormed } from "../well-formed.js";
import type { Expression } from "./ast.js";
import { childrenOf } from "./children-of.js";
import { typeOf } from "./type-of.js";

/** Why an expression, or one inside it, has no meaning. */
export interface ExpressionProblem {
  /** The properties that lead from the root to the offending expression: `["left", "of"]`. */
  readonly path: readonly string[];
  /** The offending expression itself, so that a reader of source can find its place by identity. */
  readonly at: Expression;
  /** One sentence. */
  readonly message: string;
}

/** The fields that an expression may read. */
export type FieldTable = Readonly<Record<string, FieldIr>>;

/**
 * The type rules of expressions, in one place for decoding and for compiling. A field's expression may say non-null
 * where the field is declared nullable: the compiler has then seen the test that stands before it.
 */
export function checkExpression(expression: Expression, fields: FieldTable): readonly ExpressionProblem[] {
  const problems: ExpressionProblem[] = [];
  visit(expression, [], (at, path) => {
    for (const message of messagesFor(at, fields)) problems.push({ path, at, message });
  });
  return problems;
}

type Visitor = (at: Expression, path: readonly string[]) => void;

function visit(expression: Expression, path: readonly string[], visitor: Visitor): void {
  visitor(expression, path);
  for (const [property, child] of childrenOf(expression)) visit(child, [...path, property], visitor);
}

function messagesFor(at: Expression, fields: FieldTable): readonly string[] {
  switch (at.op) {
    case "literal":
      return valueProblems(at.value, at.type);
    case "field":
      return fieldProblems(at.name, at.type, fields);
    case "not":
      return conditionProblems("what `not` negates", at.of);
    case "and":
    case "or":
      return [...conditionProblems("the left side", at.left), ...conditionProblems("the right side", at.right)];
    case "if":
      return [
        ...conditionProblems("the condition", at.test),
        ...armProblems([at.yes, at.no], at.type, typeOf(at.yes).nullable || typeOf(at.no).nullable),
      ];
    case "coalesce":
      return armProblems([at.left, at.right], at.type, typeOf(at.left).nullable && typeOf(at.right).nullable);
    case "equal":
      return sameScalarProblems(at.left, at.right);
    case "compare":
      return orderProblems(at.left, at.right);
    case "text":
      return [at.of, at.search].flatMap(side => needs(side, "text", `a text for \`${at.how}\``));
    case "in":
      return at.list.flatMap(value => valueProblems(value, { ...typeOf(at.of), nullable: true }));
    case "shift":
      return shiftProblems(at.of, at.byMs);
    default:
      return [];
  }
}

function valueProblems(value: Value, { scalar, nullable }: ValueType): readonly string[] {
  if (value === null) return nullable ? [] : [`a constant of type ${scalar} that is not nullable must not be null`];
  switch (scalar) {
    case "boolean":
      return typeof value === "boolean" ? [] : [mismatch(scalar, value)];
    case "number":
      return typeof value === "number" && Number.isFinite(value) ? [] : [mismatch("finite number", value)];
    case "instant":
      return typeof value === "string" && isInstant(value)
        ? []
        : [mismatch("instant written YYYY-MM-DDTHH:MM:SS.sssZ", value)];
    case "text":
      return typeof value === "string" ? textProblems(value) : [mismatch(scalar, value)];
  }
}

/** PostgreSQL can hold neither, and a statement that binds one fails as a whole. */
function textProblems(text: string): readonly string[] {
  if (text.includes("\0")) return ["a text must not hold the character U+0000"];
  return isWellFormed(text) ? [] : ["a text must not hold half a surrogate pair"];
}

function mismatch(wanted: string, value: Value): string {
  return `expected a constant of type ${wanted}, found ${JSON.stringify(value)}`;
}

function fieldProblems(name: string, type: ValueType, fields: FieldTable): readonly string[] {
  const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
  if (field === undefined) return [`there is no field "${name}"`];
  if (field.type.scalar === type.scalar) return [];
  return [`the field "${name}" is of type ${field.type.scalar}, not ${type.scalar}`];
}

function conditionProblems(role: string, expression: Expression): readonly string[] {
  const { scalar, nullable } = typeOf(expression);
  return scalar === "boolean" && !nullable
    ? []
    : [`${role} must be a boolean that is never null, not ${name(expression)}`];
}

function armProblems(arms: readonly Expression[], type: ValueType, mayBeNull: boolean): readonly string[] {
  const strangers = arms.filter(arm => typeOf(arm).scalar !== type.scalar);
  const problems = strangers.map(arm => `both sides must be of type ${type.scalar}, and one is ${name(arm)}`);
  return mayBeNull && !type.nullable
    ? [...problems, "its value may be null, and its type says that it never is"]
    : problems;
}

/** The constant null may be compared with anything: it asks whether there is a value at all. */
function sameScalarProblems(left: Expression, right: Expression): readonly string[] {
  const asksForNull = [left, right].some(side => side.op === "literal" && side.value === null);
  if (asksForNull || typeOf(left).scalar === typeOf(right).scalar) return [];
  return [`cannot compare ${name(left)} with ${name(right)}`];
}

function orderProblems(left: Expression, right: Expression): readonly string[] {
  const { scalar } = typeOf(left);
  if (scalar !== "number" && scalar !== "instant")
    return [`only numbers and instants have an order here, not ${name(left)}`];
  if (typeOf(right).scalar !== scalar) return [`cannot compare ${name(left)} with ${name(right)}`];
  return [left, right].flatMap(side => needs(side, scalar, "a value on both sides of an order"));
}

function shiftProblems(of: Expression, byMs: number): readonly string[] {
  const { scalar } = typeOf(of);
  const problems = scalar === "instant" ? [] : [`only an instant can be moved, not ${name(of)}`];
  const bounded = Number.isSafeInteger(byMs) && Math.abs(byMs) <= MAX_SHIFT_MS;
  return bounded ? problems : [...problems, "an instant can be moved by whole milliseconds, at most a thousand years"];
}

function needs(side: Expression, scalar: ScalarType, purpose: string): readonly string[] {
  const type = typeOf(side);
  return type.scalar === scalar && !type.nullable ? [] : [`expected ${purpose}, found ${name(side)}`];
}

function name(expression: Expression): string {
  const { scalar, nullable } = typeOf(expression);
  const article = scalar === "instant" ? "an" : "a";
  const what = `${article} ${scalar}${nullable ? " that may be null" : ""}`;
  return expression.op === "field" ? `"${expression.name}" (${what})` : what;
}
