import type { Value, ValueType } from "../value-type.js";
import type { CompareExpression, EqualExpression, Expression, InExpression, TextExpression } from "./ast.js";
import { typeOf } from "./type-of.js";

/** How an expression reaches the statement that it becomes part of. */
export interface SqlContext {
  /** The SQL of a projected field: `p."upgraded"`. */
  field(name: string): string;
  /** Makes the value a parameter of the statement and gives its SQL, with the cast: `$3::text`. See `SQL_TYPES`. */
  bind(value: Value, type: ValueType): string;
  /** The SQL of flow time, a timestamptz: a parameter, or `(select flowline.now())`. */
  readonly now: string;
}

/** The SQL type of each scalar, in projections and in parameters. */
export const SQL_TYPES = { boolean: "boolean", number: "float8", text: "text", instant: "timestamptz" } as const;

/**
 * The expression as PostgreSQL 15+, meaning exactly what `interpret` means. Four things make SQL differ from
 * JavaScript, and each form below is there for one of them: NULL makes logic three-valued; NaN equals itself and is
 * greater than all; a column's collation may call different texts equal; instants are finer than a millisecond.
 * Operands are repeated as seldom as possible, because repetition under repetition grows exponentially.
 */
export function toSql(expression: Expression, context: SqlContext): string {
  switch (expression.op) {
    case "literal":
      return context.bind(expression.value, expression.type);
    case "field":
      return context.field(expression.name);
    case "truthy":
      return truthySql(expression.of, context);
    case "not":
      return `(not ${conditionSql(expression.of, context)})`;
    case "and":
    case "or":
      return `(${conditionSql(expression.left, context)} ${expression.op} ${conditionSql(expression.right, context)})`;
    case "if": {
      const [yes, no] = [toSql(expression.yes, context), toSql(expression.no, context)];
      return `(case when ${conditionSql(expression.test, context)} then ${yes} else ${no} end)`;
    }
    case "coalesce":
      return `coalesce(${toSql(expression.left, context)}, ${toSql(expression.right, context)})`;
    case "equal":
      return equalSql(expression, context);
    case "compare":
      return compareSql(expression, context);
    case "text":
      return textSql(expression, context);
    case "in":
      return inSql(expression, context);
    case "now":
      return `date_trunc('milliseconds', ${context.now})`;
    case "startOfToday":
      return `date_trunc('day', ${context.now}, 'UTC')`;
    case "shift": {
      const by = context.bind(expression.byMs, { scalar: "number", nullable: false });
      // A product, not make_interval(secs), whose fraction of a second loses microseconds after some centuries.
      return instantInRangeSql(`(${toSql(expression.of, context)} + ${by} * interval '1 millisecond')`);
    }
  }
}

/** Null for an instant outside the years 1 to 9999 (see `formatInstant`), `infinity` included. */
export function instantInRangeSql(instant: string): string {
  return (
    `nullif(nullif(greatest(least(${instant}, timestamptz '10000-01-01 00:00:00+00'), ` +
    `timestamptz '0001-12-31 23:59:59.999+00 BC'), timestamptz '10000-01-01 00:00:00+00'), ` +
    `timestamptz '0001-12-31 23:59:59.999+00 BC')`
  );
}

const NAN = "'NaN'::float8";

/** A condition that is never NULL. Only what carries a value of the row can be NULL, and only against its schema. */
function conditionSql(expression: Expression, context: SqlContext): string {
  const sql = toSql(expression, context);
  const carriesValue = expression.op === "field" || expression.op === "if" || expression.op === "coalesce";
  return carriesValue ? `coalesce(${sql}, false)` : sql;
}

function truthySql(of: Expression, context: SqlContext): string {
  const sql = toSql(of, context);
  switch (typeOf(of).scalar) {
    case "boolean":
      return `coalesce(${sql}, false)`;
    case "number":
      return `coalesce(${sql} not in (0::float8, ${NAN}), false)`;
    case "text":
      return `coalesce(${exactText(sql)} <> '', false)`;
    case "instant":
      return `(${sql} is not null)`;
  }
}

function equalSql(expression: EqualExpression, context: SqlContext): string {
  const sql = sameSql(expression, context);
  return expression.negated ? `(not ${sql})` : sql;
}

function sameSql({ left, right }: EqualExpression, context: SqlContext): string {
  if (isNull(right)) return `(${toSql(left, context)} is null)`;
  if (isNull(left)) return `(${toSql(right, context)} is null)`;
  const [a, b] = [toSql(left, context), toSql(right, context)];
  switch (typeOf(left).scalar) {
    case "text":
      return `(${exactText(a)} is not distinct from ${exactText(b)})`;
    case "number":
      // A constant is never NaN, so one constant side settles it.
      return left.op === "literal" || right.op === "literal"
        ? `(${a} is not distinct from ${b})`
        : `(${a} is not distinct from ${b} and ${a} is distinct from ${NAN})`;
    default:
      return `(${a} is not distinct from ${b})`;
  }
}

function isNull(expression: Expression): boolean {
  return expression.op === "literal" && expression.value === null;
}

/** NaN on the smaller side makes PostgreSQL answer false by itself; on the greater side it is taken out as NULL. */
function compareSql({ how, left, right }: CompareExpression, context: SqlContext): string {
  const [a, b] = [toSql(left, context), toSql(right, context)];
  if (typeOf(left).scalar !== "number") return `coalesce(${a} ${how} ${b}, false)`;
  const rightIsGreater = how === "<" || how === "<=";
  return rightIsGreater
    ? `coalesce(${a} ${how} nullif(${b}, ${NAN}), false)`
    : `coalesce(nullif(${a}, ${NAN}) ${how} ${b}, false)`;
}

/** None of these forms has wildcards, so no search text needs escaping. */
function textSql({ how, of, search }: TextExpression, context: SqlContext): string {
  const [text, wanted] = [exactText(toSql(of, context)), exactText(toSql(search, context))];
  switch (how) {
    case "includes":
      return `coalesce(strpos(${text}, ${wanted}) > 0, false)`;
    case "startsWith":
      return `coalesce(starts_with(${text}, ${wanted}), false)`;
    case "endsWith":
      return `coalesce(right(${text}, length(${wanted})) = ${wanted}, false)`;
  }
}

/** `includes` finds NaN and null; `in` finds NaN by itself, and answers NULL for NULL, which coalesce then decides. */
function inSql({ of, list }: InExpression, context: SqlContext): string {
  const type = typeOf(of);
  const values = list.filter(value => value !== null).map(value => context.bind(value, type));
  const hasNull = values.length < list.length;
  if (values.length === 0) return hasNull ? `(${toSql(of, context)} is null)` : "false";
  const sql = type.scalar === "text" ? exactText(toSql(of, context)) : toSql(of, context);
  return `coalesce(${sql} in (${values.join(", ")}), ${hasNull})`;
}

/** Code point by code point: a nondeterministic collation of the column must not make different texts equal. */
function exactText(sql: string): string {
  return `(${sql} collate "C")`;
}
