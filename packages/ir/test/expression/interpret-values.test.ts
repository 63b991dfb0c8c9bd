import { type Expression, interpret, type Value } from "@flowline/ir";
import { describe, expect, test } from "vitest";
import {
  ANY,
  arithmetic,
  call,
  compare,
  each,
  element,
  equal,
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

const ask = (expression: Expression, variables: Readonly<Record<string, Value>> = {}): Value =>
  interpret(expression, { row: {}, variables, nowMs: 0 });
const includes = (of: Value, search: Value): Expression => ({
  op: "text",
  how: "includes",
  of: literal(of),
  search: literal(search),
});
const has = (list: Expression, item: Expression): Expression => ({ op: "has", list, item });
const length = (of: Expression): Expression => ({ op: "length", of });

describe("a variable", () => {
  test("is read as its type says, and null where nothing has written it", () => {
    const variables = { n: 1, t: "a", nan: Number.NaN, list: [1], object: { a: 1 }, zero: -0 };
    expect(ask(variable("n", NUMBER), variables)).toBe(1);
    expect(ask(variable("t", NUMBER), variables)).toBeNull();
    expect(ask(variable("nan", NUMBER), variables)).toBeNull();
    expect(ask(variable("nan"), variables)).toBeNull();
    expect(ask(variable("zero"), variables)).toBe(0);
    expect(ask(variable("list", NUMBERS), variables)).toEqual([1]);
    expect(ask(variable("object", NUMBERS), variables)).toBeNull();
    expect(ask(variable("list", { object: {}, nullable: true }), variables)).toBeNull();
    expect(ask(variable("constructor"), variables)).toBeNull();
    expect(interpret(variable("n"), { row: {}, nowMs: 0 })).toBeNull();
  });
});

describe("a member and an element", () => {
  test("are null where there is none, whatever JavaScript's prototypes have", () => {
    const object = literal(JSON.parse('{"a": 1, "__proto__": 2}'));
    expect(ask(member(object, "a"))).toBe(1);
    expect(ask(member(object, "__proto__"))).toBe(2);
    expect(ask(member(object, "constructor"))).toBeNull();
    expect(ask(member(object, "a", TEXT))).toBeNull();
    expect(ask(member(text("abc"), "length"))).toBeNull();
    expect(ask(member(literal([1]), "0"))).toBeNull();
    expect(ask(element(literal([1, 2]), -1))).toBe(2);
    expect(ask(element(literal([1, 2]), 2))).toBeNull();
    expect(ask(element(literal("ab"), 1))).toBe("b");
    expect(ask(element(literal(null), 0))).toBeNull();
  });
});

describe("arithmetic", () => {
  test.each([
    ["+", 1, 2, 3],
    ["-", 1, 2, -1],
    ["*", 3, 2, 6],
    ["/", 1, 0, Number.POSITIVE_INFINITY],
    ["%", -5, 3, -2],
    ["+", "1", 2, "12"],
    ["+", [1, [2, null]], 2, "1,2,2"],
    ["+", { toString: 1 }, "!", "[object Object]!"],
    ["-", "3", true, 2],
    ["*", null, 1, null],
    ["+", 1, null, null],
  ] as const)("%s of %j and %j is %j", (how, left, right, result) => {
    expect(ask(arithmetic(literal(left), how, literal(right)))).toBe(result);
  });

  test("never exhausts the stack on what is nested deeply", () => {
    const deep = Array.from({ length: 20_000 }).reduce<Value>(inner => [inner], 1);
    expect(ask(arithmetic(literal(deep), "+", text("")))).toBe("");
  });
});

describe("an order", () => {
  test.each([
    ["<", "a", "b", true],
    [">=", "b", "b", true],
    ["<=", "10", "9", true],
    [">", 10, "9", true],
    ["<", true, 2, true],
    ["<", [1], 2, true],
    ["<", null, 1, false],
    [">", 1, null, false],
    ["<", {}, 1, false],
  ] as const)("%s of %j and %j is %j", (how, left, right, verdict) => {
    expect(ask(compare(literal(left), how, literal(right)))).toBe(verdict);
  });
});

describe("a search", () => {
  test("means on any JSON what it means in JavaScript, and is false with null", () => {
    expect(ask(includes("a5", 5))).toBe(true);
    expect(ask(includes([1, "a"], "a"))).toBe(true);
    expect(ask(includes([1, "a"], 5))).toBe(false);
    expect(ask(includes("null", null))).toBe(false);
    expect(ask(includes(5, 5))).toBe(false);
    expect(ask({ op: "text", how: "startsWith", of: literal(["a"]), search: text("a") })).toBe(false);
  });

  test("in a list finds numbers, texts and null, and takes what breaks the type for null", () => {
    expect(ask(has(literal([1, 0], NUMBERS), number(0)))).toBe(true);
    expect(ask(has(literal([0], NUMBERS), arithmetic(number(0), "*", number(-1))))).toBe(true);
    expect(ask(has(literal([1], NUMBERS), literal(null, maybe("number"))))).toBe(false);
    expect(ask(has(variable("v", TEXTS), literal(null, maybe("text"))), { v: [5] })).toBe(true);
    expect(ask(has(variable("v", TEXTS), text("a")), { v: "a" })).toBe(false);
    expect(ask(has(literal("a5"), literal(5)))).toBe(true);
    expect(ask(has(literal("null"), literal(null)))).toBe(false);
    expect(ask(has(literal(5), literal(5)))).toBe(false);
    expect(ask(has(text("abc"), text("b")))).toBe(true);
  });
});

describe("a length", () => {
  test("counts elements and UTF-16 units, and is the member of an object of any form", () => {
    expect(ask(length(literal([1, 2], NUMBERS)))).toBe(2);
    expect(ask(length(text("a😀")))).toBe(3);
    expect(ask(length(literal({ length: "long" })))).toBe("long");
    expect(ask(length(literal({})))).toBeNull();
    expect(ask(length(literal(5)))).toBeNull();
  });
});

describe("what is done with each element", () => {
  const x = local("x", NUMBER);
  const isGreat = compare(x, ">", number(1));
  const list = literal([1, 2, 3], NUMBERS);

  test("some, every, map, filter and find are JavaScript's", () => {
    expect(ask(each("some", list, [TRUTH, isGreat]))).toBe(true);
    expect(ask(each("every", list, [TRUTH, isGreat]))).toBe(false);
    expect(ask(each("map", list, [NUMBERS, arithmetic(x, "*", number(2))]))).toEqual([2, 4, 6]);
    expect(ask(each("filter", list, [NUMBERS, isGreat]))).toEqual([2, 3]);
    expect(ask(each("find", list, [maybe("number"), isGreat]))).toBe(2);
    expect(ask(each("find", list, [maybe("number"), compare(x, ">", number(3))]))).toBeNull();
  });

  test("without a list is false or null", () => {
    const none = literal(null, NUMBERS);
    expect(ask(each("some", none, [TRUTH, isGreat]))).toBe(false);
    expect(ask(each("every", none, [TRUTH, isGreat]))).toBe(false);
    expect(ask(each("map", none, [NUMBERS, x]))).toBeNull();
  });

  test("an element that nobody looks at is null", () => {
    expect(ask(x)).toBeNull();
  });

  test("one inside another sees both elements", () => {
    const y: Expression = {
      ...each("map", list, [NUMBERS, arithmetic(x, "*", local("y", NUMBER))]),
      local: "y",
    } as never;
    const nested = each("map", list, [{ list: NUMBERS, nullable: false }, y]);
    expect(ask(nested)).toEqual([
      [1, 2, 3],
      [2, 4, 6],
      [3, 6, 9],
    ]);
  });
});

describe("an object and a list", () => {
  test("hold JSON: null for NaN and infinities, zero for negative zero", () => {
    const nan = arithmetic(number(0), "/", number(0));
    const negative = arithmetic(number(0), "*", number(-1));
    expect(ask({ op: "list", type: NUMBERS, items: [nan, negative, number(1)] })).toEqual([null, 0, 1]);
    const members = Object.fromEntries([
      ["__proto__", text("a")],
      ["n", arithmetic(number(1), "/", number(0))],
    ]);
    const object = ask({ op: "object", members });
    expect(object).toEqual(JSON.parse('{"__proto__": "a", "n": null}'));
    expect(Object.isFrozen(object)).toBe(true);
  });
});

describe("a text that is put together", () => {
  test("writes its parts as JavaScript does", () => {
    const parts = [text("a"), number(1e21), literal(true), literal(null), literal([1, null]), literal({})];
    expect(ask({ op: "concat", parts })).toBe("a1e+21truenull1,[object Object]");
  });
});

describe("a function", () => {
  test.each([
    [call("toLowerCase", TEXT, [text("İA")]), "i̇a"],
    [call("toUpperCase", TEXT, [text("ß")]), "SS"],
    [call("trim", TEXT, [text("\u00a0a ")]), "a"],
    [call("slice", TEXT, [text("abc"), number(1), number(-1)]), "b"],
    [call("slice", NUMBERS, [literal([1, 2, 3], NUMBERS), number(1)]), [2, 3]],
    [call("slice", TEXT, [literal(5)]), null],
    [call("split", TEXTS, [text("a,b"), text(",")]), ["a", "b"]],
    [call("join", TEXT, [literal(["a", null, "b"], TEXTS), text("-")]), "a--b"],
    [call("join", TEXT, [literal(["a", "b"], TEXTS)]), "a,b"],
    [call("join", TEXT, [literal(5)]), null],
    [call("min", NUMBER, [number(2), number(1)]), 1],
    [call("max", NUMBER, [number(2), number(1)]), 2],
    [call("max", NUMBER, [number(2), literal("1")]), null],
    [call("abs", NUMBER, [number(-2)]), 2],
    [call("abs", NUMBER, []), Number.NaN],
    [call("floor", NUMBER, [number(1.5)]), 1],
    [call("ceil", NUMBER, [number(1.2)]), 2],
    [call("round", NUMBER, [number(2.5)]), 3],
    [call("textBefore", TEXT, [text("a@b@c"), text("@")]), "a"],
    [call("textBefore", TEXT, [text(""), text("")]), ""],
    [call("textAfter", TEXT, [text("a@b@c"), text("@")]), "b@c"],
    [call("textAfter", TEXT, [text("abc"), text("@")]), ""],
    [call("trim", TEXT, [literal(5)]), null],
    [call("trim", TEXT, []), null],
    [call("slice", TEXT, []), null],
  ])("%j gives %j", (expression, value) => {
    expect(ask(expression)).toEqual(value);
  });
});

describe("equality and membership of any JSON", () => {
  test("are JavaScript's", () => {
    expect(ask(equal(literal(1), literal("1")))).toBe(false);
    expect(ask(equal(variable("v"), variable("v")), { v: [] })).toBe(true);
    expect(ask(equal(literal([]), literal([])))).toBe(false);
    expect(ask({ op: "in", of: variable("v"), list: [1, "a", null] }, { v: "a" })).toBe(true);
    expect(ask({ op: "in", of: variable("v"), list: [1] })).toBe(false);
    expect(ask(equal(number(-0), arithmetic(number(0), "*", number(1))))).toBe(true);
    expect(ask(arithmetic(number(1), "/", number(-0)))).toBe(Number.POSITIVE_INFINITY);
  });
});

describe("a function of the author's", () => {
  const js: Expression = { op: "js", type: TEXT, name: "hi#when", reads: null };

  test("is run by whoever asks, and its answer read as its type", () => {
    expect(interpret(js, { row: {}, nowMs: 0, js: name => `ran ${name}` })).toBe("ran hi#when");
    expect(interpret(js, { row: {}, nowMs: 0, js: () => 5 })).toBeNull();
  });

  test("is an error where nobody can run it", () => {
    expect(() => ask(js)).toThrow("hi#when");
  });
});

test("an expression is made ready once and asked again", () => {
  const sum = arithmetic(variable("v", NUMBER), "+", number(1));
  expect([ask(sum, { v: 1 }), ask(sum, { v: 2 }), ask(sum, { v: null })]).toEqual([2, 3, null]);
  expect(ask(literal(ANY.nullable))).toBe(true);
});
