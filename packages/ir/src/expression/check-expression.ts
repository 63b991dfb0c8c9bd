import type { FieldIr } from "../subject.js";
import type { ValueType } from "../value-type.js";
import type { Expression } from "./ast.js";
import { checkList, checkOperation, type Locals } from "./check-operation.js";
import { constantProblems } from "./check-value.js";
import { childrenOf } from "./children-of.js";
import { describeType } from "./describe-type.js";
import { isSameForm } from "./same-form.js";
import { elementTypeOf } from "./scalar-of.js";
import { typeOf } from "./type-of.js";

/** Why an expression, or one inside it, has no meaning. */
export interface ExpressionProblem {
  /** The properties that lead from the root to the offending expression: `["left", "of"]`, `["items", 0]`. */
  readonly path: readonly (string | number)[];
  /** The offending expression itself, so that a reader of source can find its place by identity. */
  readonly at: Expression;
  /** One sentence. */
  readonly message: string;
}

/** The fields that an expression may read. */
export type FieldTable = Readonly<Record<string, FieldIr>>;

/** The variables that an expression may read, by their whole name: `trigger`, `steps.charge`. */
export type VariableTable = Readonly<Record<string, ValueType>>;

/**
 * The type rules of expressions, in one place for decoding and for compiling. A field, a variable and what is read out of them may say
 * non-null where they are declared nullable: the compiler has then seen the test that stands before it.
 */
export function checkExpression(
  expression: Expression,
  fields: FieldTable,
  variables: VariableTable = {},
): readonly ExpressionProblem[] {
  const problems: ExpressionProblem[] = [];
  const tables = { fields, variables, seen: new Set<string>() };
  visit(expression, { path: [], locals: new Map() }, (at, { path, locals }) => {
    for (const message of messagesFor(at, tables, locals)) problems.push({ path, at, message });
  });
  return problems;
}

interface Place {
  readonly path: readonly (string | number)[];
  readonly locals: Locals;
}

function visit(expression: Expression, place: Place, visitor: (at: Expression, place: Place) => void): void {
  visitor(expression, place);
  for (const [property, child, key] of childrenOf(expression)) {
    const path = key === undefined ? [...place.path, property] : [...place.path, property, key];
    const locals = expression.op === "each" && property === "body" ? withLocal(place.locals, expression) : place.locals;
    visit(child, { path, locals }, visitor);
  }
}

function withLocal(locals: Locals, { local, list }: Extract<Expression, { readonly op: "each" }>): Locals {
  const element = elementTypeOf(typeOf(list));
  return element === null ? locals : new Map([...locals, [local, element]]);
}

interface Tables {
  readonly fields: FieldTable;
  readonly variables: VariableTable;
  /** The locals so far, each of which may be named once. */
  readonly seen: Set<string>;
}

function messagesFor(at: Expression, tables: Tables, locals: Locals): readonly string[] {
  switch (at.op) {
    case "literal":
      return constantProblems(at.value, at.type);
    case "field":
      return readingProblems(`field "${at.name}"`, at.type, own(tables.fields, at.name)?.type);
    case "variable":
      return readingProblems(`variable "${at.name}"`, at.type, own(tables.variables, at.name));
    case "local":
      return readingProblems(`element "${at.name}" here`, at.type, locals.get(at.name));
    case "each":
      return [...localProblems(at.local, tables.seen), ...checkList(at)];
    default:
      return checkOperation(at);
  }
}

function own<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

function readingProblems(what: string, type: ValueType, declared: ValueType | undefined): readonly string[] {
  if (declared === undefined) return [`there is no ${what}`];
  if (isSameForm(declared, type)) return [];
  return [`the ${what} is ${bare(declared)}, not ${bare(type)}`];
}

/** Whether it may be null is for the author's tests to say. */
function bare(type: ValueType): string {
  return describeType({ ...type, nullable: false });
}

function localProblems(local: string, seen: Set<string>): readonly string[] {
  if (!/^[A-Za-z_$][\w$]*$/.test(local)) return [`"${local}" is not a name for an element`];
  if (seen.has(local)) return [`the name "${local}" is given to elements twice`];
  seen.add(local);
  return [];
}
