import type { VariableName } from "../nodes/node-id.js";
import type { ScalarValue, ScalarValueType } from "../value-type.js";
import { arithmeticSql } from "./arithmetic-sql.js";
import type {
  ArithmeticExpression,
  CompareExpression,
  ConcatExpression,
  EachExpression,
  ElementExpression,
  EqualExpression,
  Expression,
  FieldExpression,
  HasExpression,
  InExpression,
  LengthExpression,
  LiteralExpression,
  TextExpression,
} from "./ast.js";
import { fromJsonSql, instantInRangeSql, letSql, listSql, objectSql, toJsonSql } from "./json-sql.js";
import { elementTypeOf, scalarOf } from "./scalar-of.js";
import { typeOf } from "./type-of.js";

/** How an expression reaches the statement that it becomes part of. */
export interface SqlContext {
  /** The SQL of a projected field: `p."upgraded"`. */
  field(name: string): string;
  /** The SQL of a variable's value, a jsonb: `r.vars -> 'trigger'`. Left out where no variable may be read. */
  variable?(name: VariableName): string;
  /** Makes the value a parameter of the statement and gives its SQL, with the cast: `$3::text`. See `SQL_TYPES`. */
  bind(value: ScalarValue, type: ScalarValueType): string;
  /** The SQL of flow time, a timestamptz: a parameter, or `(select flowline.now())`. */
  readonly now: string;
}

/** The SQL type of each scalar, in projections and in parameters. Lists and objects are jsonb. */
export const SQL_TYPES = { boolean: "boolean", number: "float8", text: "text", instant: "timestamptz" } as const;

/**
 * The expression as PostgreSQL 15+, meaning exactly what `interpret` means; only where `findUnportable` finds nothing. Four things make SQL
 * differ from JavaScript, and each form below is there for one of them: NULL makes logic three-valued; NaN equals itself and is
 * greater than all; a column's collation may call different texts equal; instants are finer than a millisecond.
 * Operands are repeated as seldom as possible, because repetition under repetition grows exponentially.
 */
export function toSql(expression: Expression, context: SqlContext): string {
  return write(expression, { ...context, locals: new Map(), counting: false });
}

interface Scope extends SqlContext {
  /** The SQL of each element in scope, a jsonb. */
  readonly locals: ReadonlyMap<string, string>;
  /** Whether the value enters arithmetic, where negative zero is not zero. */
  readonly counting: boolean;
}

function write(expression: Expression, scope: Scope): string {
  switch (expression.op) {
    case "literal":
      return literalSql(expression, scope);
    case "field":
      return fieldSql(expression, scope);
    case "variable":
    case "local":
    case "member":
    case "element":
      return fromJsonSql(jsonSql(expression, scope), expression.type);
    case "if": {
      const [yes, no] = [write(expression.yes, scope), write(expression.no, scope)];
      return `(case when ${conditionSql(expression.test, scope)} then ${yes} else ${no} end)`;
    }
    case "coalesce":
      return `coalesce(${write(expression.left, scope)}, ${write(expression.right, scope)})`;
    case "now":
      return `date_trunc('milliseconds', ${scope.now})`;
    case "startOfToday":
      return `date_trunc('day', ${scope.now}, 'UTC')`;
    case "shift": {
      const by = scope.bind(expression.byMs, { scalar: "number", nullable: false });
      // A product, not make_interval(secs), whose fraction of a second loses microseconds after some centuries.
      return instantInRangeSql(`(${write(expression.of, scope)} + ${by} * interval '1 millisecond')`);
    }
    case "arithmetic":
      return computeSql(expression, scope);
    case "length":
      return lengthSql(expression, scope);
    case "each":
      return eachSql(expression, scope);
    case "concat":
      return concatSql(expression, scope);
    case "object":
      return objectSql(
        Object.entries(expression.members).map(([name, member]) => [
          bindText(name, scope),
          valueJsonSql(member, scope),
        ]),
      );
    case "list":
      return listSql(expression.items.map(item => valueJsonSql(item, scope)));
    default:
      return truthSql(expression, scope);
  }
}

type Written =
  | "literal"
  | "field"
  | "variable"
  | "local"
  | "member"
  | "element"
  | "if"
  | "coalesce"
  | "now"
  | "startOfToday"
  | "shift"
  | "arithmetic"
  | "length"
  | "each"
  | "concat"
  | "object"
  | "list";

function truthSql(expression: Exclude<Expression, { readonly op: Written }>, scope: Scope): string {
  switch (expression.op) {
    case "truthy":
      return truthySql(expression.of, scope);
    case "not":
      return `(not ${conditionSql(expression.of, scope)})`;
    case "and":
    case "or":
      return `(${conditionSql(expression.left, scope)} ${expression.op} ${conditionSql(expression.right, scope)})`;
    case "equal":
      return equalSql(expression, scope);
    case "compare":
      return compareSql(expression, scope);
    case "text":
      return textSql(expression, scope);
    case "in":
      return inSql(expression, scope);
    case "has":
      return hasSql(expression, scope);
    default:
      throw new Error(`invariant: \`${expression.op}\` has no SQL form`);
  }
}

/** What the expression reads as jsonb, whatever it holds: cheaper than `write` where the next reader judges it anyway. */
function jsonSql(expression: Expression, scope: Scope): string {
  switch (expression.op) {
    case "variable":
      if (scope.variable === undefined) throw new Error("invariant: no variable may be read here");
      return scope.variable(expression.name);
    case "local":
      return scope.locals.get(expression.name) ?? "null::jsonb";
    case "member":
      return `(${jsonSql(expression.of, scope)} -> ${bindText(expression.name, scope)})`;
    case "element":
      return elementSql(expression, scope);
    case "each":
      return expression.how === "find" ? findSql(expression, scope) : write(expression, scope);
    default:
      return write(expression, scope);
  }
}

const MAX_INT4 = 2 ** 31 - 1;

/** A scalar in jsonb is a list of itself to `->`, so that it has to be asked for what it is. */
function elementSql({ of, index }: ElementExpression, scope: Scope): string {
  if (Math.abs(index) > MAX_INT4) return "null::jsonb";
  return letSql({ v: jsonSql(of, scope) }, `case jsonb_typeof(v) when 'array' then v -> (${index}) end`);
}

/** The expression's value as jsonb; SQL NULL for null. */
function valueJsonSql(expression: Expression, scope: Scope): string {
  return toJsonSql(write(expression, { ...scope, counting: false }), typeOf(expression));
}

function bindText(text: string, scope: Scope): string {
  return scope.bind(text, { scalar: "text", nullable: false });
}

function literalSql({ value, type }: LiteralExpression, scope: Scope): string {
  if (!("scalar" in type)) return value === null ? "null::jsonb" : `${bindText(JSON.stringify(value), scope)}::jsonb`;
  if (typeof value === "object" && value !== null) throw new Error("invariant: a list or an object is no scalar");
  return scope.bind(value, type);
}

/** A table may hold negative zero; rows, as JSON, never do. */
function fieldSql({ name, type }: FieldExpression, scope: Scope): string {
  const sql = scope.field(name);
  return scope.counting && scalarOf(type) === "number" ? `(${sql} + 0::float8)` : sql;
}

const NAN = "'NaN'::float8";

/** What reads a value: it can be NULL against its type. */
const READERS: ReadonlySet<Expression["op"]> = new Set([
  "literal",
  "field",
  "variable",
  "local",
  "member",
  "element",
  "if",
  "coalesce",
  "each",
]);

/** A condition that is never NULL. */
function conditionSql(expression: Expression, scope: Scope): string {
  const sql = write(expression, scope);
  return READERS.has(expression.op) ? `coalesce(${sql}, false)` : sql;
}

function truthySql(of: Expression, scope: Scope): string {
  const sql = write(of, scope);
  switch (scalarOf(typeOf(of))) {
    case "boolean":
      return `coalesce(${sql}, false)`;
    case "number":
      return `coalesce(${sql} not in (0::float8, ${NAN}), false)`;
    case "text":
      return `coalesce(${exactText(sql)} <> '', false)`;
    default:
      return `(${sql} is not null)`;
  }
}

function equalSql(expression: EqualExpression, scope: Scope): string {
  const sql = sameSql(expression, scope);
  return expression.negated ? `(not ${sql})` : sql;
}

function sameSql({ left, right }: EqualExpression, scope: Scope): string {
  if (isNull(right)) return `(${write(left, scope)} is null)`;
  if (isNull(left)) return `(${write(right, scope)} is null)`;
  const [a, b] = [write(left, scope), write(right, scope)];
  switch (scalarOf(typeOf(left))) {
    case "text":
      return `(${exactText(a)} is not distinct from ${exactText(b)})`;
    case "number":
      // A constant is never NaN, so one constant side settles it.
      return left.op === "literal" || right.op === "literal"
        ? `(${a} is not distinct from ${b})`
        : letSql({ a, b }, `a is not distinct from b and a is distinct from ${NAN}`);
    default:
      return `(${a} is not distinct from ${b})`;
  }
}

function isNull(expression: Expression): boolean {
  return expression.op === "literal" && expression.value === null;
}

/** NaN on the smaller side makes PostgreSQL answer false by itself; on the greater side it is taken out as NULL. */
function compareSql({ how, left, right }: CompareExpression, scope: Scope): string {
  const [a, b] = [write(left, scope), write(right, scope)];
  if (scalarOf(typeOf(left)) !== "number") return `coalesce(${a} ${how} ${b}, false)`;
  const rightIsGreater = how === "<" || how === "<=";
  return rightIsGreater
    ? `coalesce(${a} ${how} nullif(${b}, ${NAN}), false)`
    : `coalesce(nullif(${a}, ${NAN}) ${how} ${b}, false)`;
}

/** None of these forms has wildcards, so no search text needs escaping. */
function textSql({ how, of, search }: TextExpression, scope: Scope): string {
  const [text, wanted] = [exactText(write(of, scope)), exactText(write(search, scope))];
  switch (how) {
    case "includes":
      return `coalesce(strpos(${text}, ${wanted}) > 0, false)`;
    case "startsWith":
      return `coalesce(starts_with(${text}, ${wanted}), false)`;
    case "endsWith":
      return letSql({ a: text, b: wanted }, "coalesce(right(a, length(b)) = b, false)");
  }
}

/** `includes` finds NaN and null; `in` finds NaN by itself, and answers NULL for NULL, which coalesce then decides. */
function inSql({ of, list }: InExpression, scope: Scope): string {
  const type = typeOf(of);
  if (!("scalar" in type)) throw new Error("invariant: only scalars are looked for in a constant list");
  const values = list
    .filter(value => value !== null && typeof value !== "object")
    .map(value => scope.bind(value, type));
  const hasNull = list.includes(null);
  if (values.length === 0) return hasNull ? `(${write(of, scope)} is null)` : "false";
  const sql = type.scalar === "text" ? exactText(write(of, scope)) : write(of, scope);
  return `coalesce(${sql} in (${values.join(", ")}), ${hasNull})`;
}

/** Code point by code point: a nondeterministic collation of the column must not make different texts equal. */
function exactText(sql: string): string {
  return `(${sql} collate "C")`;
}

function computeSql({ how, left, right }: ArithmeticExpression, scope: Scope): string {
  if (how === "%") throw new Error("invariant: `%` has no SQL form");
  const inside = { ...scope, counting: true };
  return arithmeticSql(how, write(left, inside), write(right, inside));
}

/** JavaScript counts UTF-16 units: two for every character beyond U+FFFF. */
function lengthSql({ of }: LengthExpression, scope: Scope): string {
  const sql = write(of, scope);
  if (scalarOf(typeOf(of)) !== "text") return `jsonb_array_length(${sql})::float8`;
  const others = "'[^' || chr(65536) || '-' || chr(1114111) || ']'";
  return letSql({ v: exactText(sql) }, `(length(v) + length(regexp_replace(v, ${others}, '', 'g')))::float8`);
}

/** Null among texts is written `null`, as JavaScript does. */
function concatSql({ parts }: ConcatExpression, scope: Scope): string {
  if (parts.length === 0) return "''::text";
  const texts = parts.map(part => {
    const sql = write(part, scope);
    return part.op === "literal" && part.value !== null ? sql : `coalesce(${sql}, 'null')`;
  });
  return `(${texts.join(" || ")})`;
}

function hasSql({ list, item }: HasExpression, scope: Scope): string {
  const type = elementTypeOf(typeOf(list));
  if (type === null) throw new Error("invariant: only a list can be searched");
  const element = fromJsonSql("elements.value", type);
  const isText = scalarOf(type) === "text";
  const same = isText
    ? `${exactText(element)} is not distinct from ${exactText("b")}`
    : `${element} is not distinct from b`;
  return letSql(
    { a: write(list, scope), b: write(item, scope) },
    `exists (select from jsonb_array_elements(a) as elements(value) where ${same})`,
  );
}

interface Loop {
  readonly list: string;
  /** The SQL name of the rows that are the elements, with the columns `value` and `place`. */
  readonly rows: string;
  readonly inside: Scope;
}

function loopOf({ list, local }: EachExpression, scope: Scope): Loop {
  const rows = `each_${scope.locals.size + 1}`;
  const locals = new Map([...scope.locals, [local, `${rows}.value`]]);
  return { list: write(list, scope), rows, inside: { ...scope, counting: false, locals } };
}

function eachSql(expression: EachExpression, scope: Scope): string {
  const { how, body } = expression;
  if (how === "find") return fromJsonSql(findSql(expression, scope), expression.type);
  const { list, rows, inside } = loopOf(expression, scope);
  const all = `all_${rows}`;
  const elements = `jsonb_array_elements(${all}.list) with ordinality as ${rows}(value, place)`;
  const collected = (item: string, which: string) =>
    `case when ${all}.list is not null then coalesce((select jsonb_agg(${item} order by ${rows}.place)${which} from ${elements}), '[]') end`;
  const forms = {
    some: () => `exists (select from ${elements} where ${conditionSql(body, inside)})`,
    every: () =>
      `${all}.list is not null and not exists (select from ${elements} where not ${conditionSql(body, inside)})`,
    map: () => collected(valueJsonSql(body, inside), ""),
    filter: () => collected(`${rows}.value`, ` filter (where ${conditionSql(body, inside)})`),
  };
  return `(select ${forms[how]()} from (select ${list} as list offset 0) as ${all})`;
}

function findSql(expression: EachExpression, scope: Scope): string {
  const { list, rows, inside } = loopOf(expression, scope);
  const elements = `jsonb_array_elements(${list}) with ordinality as ${rows}(value, place)`;
  const condition = conditionSql(expression.body, inside);
  return `(select ${rows}.value from ${elements} where ${condition} order by ${rows}.place limit 1)`;
}
