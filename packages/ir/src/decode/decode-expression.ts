import type { ClockExpression, Expression, LogicalExpression } from "../expression/ast.js";
import type { Json } from "../value-type.js";
import { decodeValueType } from "./decode-value-type.js";
import {
  ascending,
  type Decoder,
  filledText,
  listOf,
  nullable,
  oneOf,
  recordOf,
  refuse,
  shape,
  tagged,
  text,
  truth,
} from "./decoder.js";

/** A constant: any JSON, rebuilt and frozen. `checkExpression` says whether it is of its type. */
const decodeJson: Decoder<Json> = (value, path) => {
  if (Array.isArray(value)) return decodeItems(value, path);
  if (typeof value === "object" && value !== null) return decodeMembers(value, path);
  return value === null || typeof value === "boolean" || typeof value === "number" || typeof value === "string"
    ? value
    : refuse(path, "a value of JSON", value);
};

const decodeItems: Decoder<readonly Json[]> = listOf(decodeJson);
const decodeMembers: Decoder<Readonly<Record<string, Json>>> = recordOf(decodeJson);

const decodeInteger: Decoder<number> = (value, path) =>
  typeof value === "number" && Number.isSafeInteger(value) ? value : refuse(path, "a whole number", value);

type Op<Name extends Expression["op"]> = Extract<Expression, { readonly op: Name }>;

/** The form of an expression. Its types are checked by `checkExpression`, which knows the fields. */
export const decodeExpression: Decoder<Expression> = (value, path) => decodeOp(value, path);

/** `and` and `or` share their form, as do `now` and `startOfToday`. */
const logical = shape<LogicalExpression>({ op: oneOf("and", "or"), left: decodeExpression, right: decodeExpression });
const clock = shape<ClockExpression>({ op: oneOf("now", "startOfToday") });

const decodeOp = tagged<Expression>("op", {
  literal: shape<Op<"literal">>({ op: oneOf("literal"), type: decodeValueType, value: decodeJson }),
  field: shape<Op<"field">>({ op: oneOf("field"), type: decodeValueType, name: filledText }),
  variable: shape<Op<"variable">>({ op: oneOf("variable"), type: decodeValueType, name: filledText }),
  local: shape<Op<"local">>({ op: oneOf("local"), type: decodeValueType, name: filledText }),
  member: shape<Op<"member">>({ op: oneOf("member"), type: decodeValueType, of: decodeExpression, name: text }),
  element: shape<Op<"element">>({
    op: oneOf("element"),
    type: decodeValueType,
    of: decodeExpression,
    index: decodeInteger,
  }),
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
  in: shape<Op<"in">>({ op: oneOf("in"), of: decodeExpression, list: listOf(decodeJson) }),
  arithmetic: shape<Op<"arithmetic">>({
    op: oneOf("arithmetic"),
    how: oneOf("+", "-", "*", "/", "%"),
    left: decodeExpression,
    right: decodeExpression,
  }),
  has: shape<Op<"has">>({ op: oneOf("has"), list: decodeExpression, item: decodeExpression }),
  length: shape<Op<"length">>({ op: oneOf("length"), of: decodeExpression }),
  each: shape<Op<"each">>({
    op: oneOf("each"),
    how: oneOf("some", "every", "map", "filter", "find"),
    type: decodeValueType,
    list: decodeExpression,
    local: filledText,
    body: decodeExpression,
  }),
  concat: shape<Op<"concat">>({ op: oneOf("concat"), parts: listOf(decodeExpression) }),
  object: shape<Op<"object">>({ op: oneOf("object"), members: recordOf(decodeExpression) }),
  list: shape<Op<"list">>({ op: oneOf("list"), type: decodeValueType, items: listOf(decodeExpression) }),
  bucket: shape<Op<"bucket">>({ op: oneOf("bucket"), salt: text }),
  function: shape<Op<"function">>({
    op: oneOf("function"),
    name: oneOf(
      "toLowerCase",
      "toUpperCase",
      "trim",
      "slice",
      "split",
      "join",
      "min",
      "max",
      "abs",
      "floor",
      "ceil",
      "round",
      "textBefore",
      "textAfter",
    ),
    type: decodeValueType,
    args: listOf(decodeExpression),
  }),
  js: shape<Op<"js">>({
    op: oneOf("js"),
    type: decodeValueType,
    name: filledText,
    reads: nullable(ascending(filledText)),
  }),
  now: clock,
  startOfToday: clock,
  shift: shape<Op<"shift">>({ op: oneOf("shift"), of: decodeExpression, byMs: decodeInteger }),
});
