import { checkExpression, type Expression, type FieldIr, type ObjectValueType, type ValueType } from "@flowline/ir";
import { describe, expect, test } from "vitest";
import {
  ANY,
  arithmetic,
  call,
  compare,
  each,
  element,
  equal,
  INSTANT,
  literal,
  local,
  maybe,
  member,
  NUMBER,
  NUMBERS,
  number,
  TEXT,
  TEXTS,
  TRUTH,
  text,
  variable,
} from "./build.js";

const FIELDS: Readonly<Record<string, FieldIr>> = {
  age: { kind: "stored", type: maybe("number"), oneOf: null },
  tags: { kind: "stored", type: TEXTS, oneOf: null },
};
const ORDER: ObjectValueType = { object: { id: TEXT, items: NUMBERS }, nullable: true };
const VARIABLES: Readonly<Record<string, ValueType>> = { trigger: ORDER, "steps.any": ANY };
const problems = (expression: Expression) => checkExpression(expression, FIELDS, VARIABLES);
const trigger = variable("trigger", ORDER);
const field = (name: string, type: ValueType): Expression => ({ op: "field", type, name });
const now: Expression = { op: "now" };
const isGreat = compare(local("x", NUMBER), ">", number(1));

describe("a sound expression", () => {
  test.each<[string, Expression]>([
    ["a member that is said to be there", member(trigger, "id", TEXT)],
    ["a member of any JSON", member(variable("steps.any"), "a")],
    ["an element", element(member(trigger, "items", NUMBERS), -1, maybe("number"))],
    ["a comparison with any JSON", equal(variable("steps.any"), text("a"))],
    ["two values of any JSON", equal(variable("steps.any"), variable("steps.any"))],
    ["an order with any JSON", compare(number(1), "<", variable("steps.any"))],
    ["an order of texts", compare(text("a"), "<", text("b"))],
    ["a list that is null, compared with null", equal(trigger, literal(null, maybe("text")))],
    ["a condition for each", each("filter", literal([1], NUMBERS), [NUMBERS, isGreat])],
    ["any value of each", each("map", variable("steps.any"), [{ list: ANY, nullable: false }, local("x", ANY)])],
    ["an object", { op: "object", members: { a: number(1), b: { op: "list", type: NUMBERS, items: [] } } }],
    [
      "a choice of any JSON",
      { op: "if", type: ANY, test: equal(trigger, literal(null)), yes: number(1), no: text("a") },
    ],
    ["a constant of any JSON", literal({ a: [1, "b", { c: null }], d: true })],
    ["a constant object", literal({ id: "a", items: [1, null] }, ORDER)],
    ["a bucket", compare({ op: "bucket", salt: "a" }, "<", number(0.5))],
    ["a function of the author's", { op: "js", type: TEXT, name: "a", reads: null }],
    ["a slice of any JSON", call("slice", ANY, [variable("steps.any"), number(1)])],
    ["a split", call("split", TEXTS, [text("a"), text(",")])],
    ["a slice of a list", call("slice", TEXTS, [field("tags", TEXTS)])],
  ])("%s", (_, expression) => {
    expect(problems(expression)).toEqual([]);
  });
});

describe("an expression has a problem:", () => {
  test.each<[string, Expression]>([
    ['there is no variable "steps.none"', variable("steps.none")],
    ['there is no variable "constructor"', variable("constructor")],
    ['the variable "trigger" is an object, not a text', variable("trigger", TEXT)],
    ['there is no field "none"', field("none", TEXT)],
    ['the field "age" is a number, not a text', field("age", TEXT)],
    ['the field "tags" is a list of texts, not a list of numbers', field("tags", NUMBERS)],
    ['there is no element "x" here', local("x", NUMBER)],
    ['there is no member "none"', member(trigger, "none")],
    ['there is no member "constructor"', member(trigger, "constructor")],
    ['the member "id" is a text, not a number', member(trigger, "id", NUMBER)],
    ["only an object has members, not a text", member(text("a"), "length")],
    ["only a list has elements, not a text", element(text("a"), 0, TEXT)],
    ["the element is a number, not a text", element(literal([], NUMBERS), 0, TEXT)],
    ["an element's place must be a whole number", element(literal([], NUMBERS), 0.5, NUMBER)],
    ["expected a number on both sides of an operator, found a text", arithmetic(number(1), "+", text("a"))],
    [
      'expected a number on both sides of an operator, found "age" (a number that may be null)',
      arithmetic(field("age", maybe("number")), "+", number(1)),
    ],
    ['cannot compare an instant with "steps.any" (any JSON)', equal(now, variable("steps.any"))],
    [
      'cannot compare "trigger" (an object that may be null) with "trigger" (an object that may be null)',
      equal(trigger, trigger),
    ],
    ["cannot compare a list of numbers with any JSON", equal(literal([], NUMBERS), literal(1))],
    ["cannot compare a number with a text", equal(number(1), text("a"))],
    ["only numbers, texts and instants have an order, not a boolean", compare(literal(true, TRUTH), "<", number(1))],
    ["cannot compare an instant with any JSON", compare(now, "<", literal(1))],
    ["cannot compare a number with a text", compare(number(1), "<", text("a"))],
    [
      "expected a value on both sides of an order, found a number that may be null",
      compare(literal(null, maybe("number")), "<", number(1)),
    ],
    ["a list never holds a list of numbers", { op: "in", of: literal([], NUMBERS), list: [null] }],
    ["expected a list to look into, found a text", { op: "has", list: text("a"), item: text("a") }],
    [
      "expected a list to look into, found a list of numbers that may be null",
      { op: "has", list: literal(null, { ...NUMBERS, nullable: true }), item: number(1) },
    ],
    [
      "a list is searched for a boolean, a number or a text, not an instant",
      { op: "has", list: literal([], { list: INSTANT, nullable: false }), item: now },
    ],
    ["a list of numbers never holds a text", { op: "has", list: literal([], NUMBERS), item: text("a") }],
    ["expected a list or a text that has a length, found a number", { op: "length", of: number(1) }],
    ["only texts, numbers and booleans can be written into a text, not an instant", { op: "concat", parts: [now] }],
    ["a list has the type of a list, not a text", { op: "list", type: TEXT, items: [] }],
    ["both sides must be of type number, and one is a text", { op: "list", type: NUMBERS, items: [text("a")] }],
    [
      "its value may be null, and its type says that it never is",
      { op: "list", type: { list: NUMBER, nullable: false }, items: [literal(null, maybe("number"))] },
    ],
    [
      "both sides must be of type an object, and one is a list of numbers",
      { op: "coalesce", type: ORDER, left: trigger, right: literal([], NUMBERS) },
    ],
    ["a text must not hold the character U+0000", { op: "object", members: { "\0": text("a") } }],
    ["a text must not hold the character U+0000", { op: "bucket", salt: "\0" }],
    ["an author's function must have a name", { op: "js", type: TEXT, name: "", reads: null }],
    ["expected a list for `map`, found a text", each("map", text("a"), [TEXTS, text("a")])],
    [
      "the body of `some` must be a boolean that is never null, not a number",
      each("some", literal([], NUMBERS), [TRUTH, number(1)]),
    ],
    [
      "`map` gives a list of objects, and its type says a list of lists",
      each("map", literal([], NUMBERS), [
        { list: NUMBERS, nullable: false },
        { op: "object", members: {} },
      ]),
    ],
    [
      "both sides must be of type a list of any JSON, and one is a number",
      { op: "coalesce", type: { list: ANY, nullable: false }, left: number(1), right: number(1) },
    ],
    ["`map` gives a list of numbers, and its type says a text", each("map", literal([], NUMBERS), [TEXT, number(1)])],
    [
      '"a b" is not a name for an element',
      { ...each("some", literal([], NUMBERS), [TRUTH, literal(true, TRUTH)]), local: "a b" } as Expression,
    ],
    [
      'the name "x" is given to elements twice',
      each("map", literal([], NUMBERS), [
        { list: NUMBERS, nullable: false },
        each("map", literal([], NUMBERS), [NUMBERS, number(1)]),
      ]),
    ],
    ["`trim` cannot be called on 2 values", call("trim", TEXT, [text("a"), text("b")])],
    ["`min` cannot be called on 0 values", call("min", NUMBER, [])],
    ["`trim` needs a text, found a number", call("trim", TEXT, [number(1)])],
    ["`trim` does not give a number", call("trim", NUMBER, [text("a")])],
    ["`split` does not give a text", call("split", TEXT, [text("a"), text("b")])],
    ["`slice` does not give a list of texts", call("slice", TEXTS, [text("a")])],
    ["`slice` does not give a text", call("slice", TEXT, [literal([1], NUMBERS)])],
    ["`slice` does not give a text", call("slice", TEXT, [literal([1])])],
    ["`slice` needs a text or list, found an object that may be null", call("slice", TEXT, [trigger])],
    ["a constant of type list that is not nullable must not be null", literal(null, NUMBERS)],
    ["a constant of type object that is not nullable must not be null", literal(null, { ...ORDER, nullable: false })],
    [
      "a constant of type any JSON that is not nullable must not be null",
      literal(null, { any: true, nullable: false }),
    ],
    ["expected a constant of type list, found 1", literal(1, NUMBERS)],
    ["expected a constant of type object, found []", literal([], ORDER)],
    ['a constant has a member "c" that its type lacks', literal({ id: "a", items: [], c: 1 }, ORDER)],
    ["a constant of type text that is not nullable must not be null", literal({ items: [] }, ORDER)],
    ['expected a constant of type finite number, found "a"', literal(["a"], NUMBERS)],
    ["expected a constant of type finite number, found NaN", literal(Number.NaN, NUMBER)],
    ["expected a constant of type finite number, found Infinity", literal([Number.POSITIVE_INFINITY])],
    ["a text must not hold half a surrogate pair", literal({ a: "\ud800" })],
  ])("%s", (message, expression) => {
    expect(problems(expression).map(problem => problem.message)).toContain(message);
  });

  test("at the path of the offender, through lists and objects", () => {
    const bad = text("\0");
    const list: Expression = { op: "list", type: TEXTS, items: [text("a"), bad] };
    expect(problems({ op: "object", members: { "a b": list } })).toEqual([
      { path: ["members", "a b", "items", 1], at: bad, message: "a text must not hold the character U+0000" },
    ]);
  });
});
