import type { ClockExpression, Expression, LogicalExpression } from "../expression/ast.js";
import type { Value, ValueType } from "../value-type.js";
import { type Decoder, filledText, listOf, oneOf, refuse, shape, tagged, truth } from "./decoder.js";

export const decodeValueType: Decoder<ValueType> = shape<ValueType>({
  scalar: oneOf("boolean", "number", "text", "instant"),
  nullable: truth,
});

const decodeValue: Decoder<Value> = (value, path) =>
  value === null || typeof value === "boolean" || typeof value === "number" || typeof value === "string"
    ? value
    : refuse(path, "a boolean, a number, a text or null", value);

const decodeInteger: Decoder<number> = (value, path) =>
  typeof value === "number" && Number.isSafeInteger(value) ? value : refuse(path, "a whole number", value);

type Op<Name extends Expression["op"]> = Extract<Expression, { readonly op: Name }>;

/** The form of an expression. Its types are checked by `checkExpression`, which knows the fields. */
export const decodeExpression: Decoder<Expression> = (value, path) => decodeOp(value, path);

/** `and` and `or` share their form, as do `now` and `startOfToday`. */
const logical = shape<LogicalExpression>({ op: oneOf("and", "or"), left: decodeExpression, right: decodeExpression });
const clock = shape<ClockExpression>({ op: oneOf("now", "startOfToday") });

const decodeOp = tagged<Expression>("op", {
  literal: shape<Op<"literal">>({ op: oneOf("literal"), type: decodeValueType, value: decodeValue }),
  field: shape<Op<"field">>({ op: oneOf("field"), type: decodeValueType, name: filledText }),
  truthy: shape<Op<"truthy">>({ op: oneOf("truthy"), of: decodeExpression }),
  not: shape<Op<"not">>({ op: oneOf("not"), of: decodeExpression }),
  and: logical,
  or: logical,
  if: shape<Op<"if">>({
    op: oneOf("if"),
    type: decodeValueType,
    test: decodeExpression,
    yes: decodeExpression,
    no: decodeExpression,
  }),
  coalesce: shape<Op<"coalesce">>({
    op: oneOf("coalesce"),
    type: decodeValueType,
    left: decodeExpression,
    right: decodeExpression,
  }),
  equal: shape<Op<"equal">>({ op: oneOf("equal"), left: decodeExpression, right: decodeExpression, negated: truth }),
  compare: shape<Op<"compare">>({
    op: oneOf("compare"),
    how: oneOf("<", "<=", ">", ">="),
    left: decodeExpression,
    right: decodeExpression,
  }),
  text: shape<Op<"text">>({
    op: oneOf("text"),
    how: oneOf("includes", "startsWith", "endsWith"),
    of: decodeExpression,
    search: decodeExpression,
  }),
  in: shape<Op<"in">>({ op: oneOf("in"), of: decodeExpression, list: listOf(decodeValue) }),
  now: clock,
  startOfToday: clock,
  shift: shape<Op<"shift">>({ op: oneOf("shift"), of: decodeExpression, byMs: decodeInteger }),
});
