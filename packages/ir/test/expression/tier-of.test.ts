import { type Expression, findUnportable, indexKeys, tierOf, variablesOf } from "@flowline/ir";
import { describe, expect, test } from "vitest";
import {
  arithmetic,
  call,
  compare,
  each,
  equal,
  literal,
  local,
  maybe,
  member,
  NUMBERS,
  number,
  TEXT,
  TRUTH,
  text,
  variable,
} from "./build.js";

describe("the tier of an expression", () => {
  test.each<[string, Expression, Expression | null]>([
    ["arithmetic", arithmetic(number(1), "/", number(2)), null],
    ["each", each("some", literal([1], NUMBERS), [TRUTH, compare(local("x", maybe("number")), ">", number(1))]), null],
    ["texts in a text", { op: "concat", parts: [text("a"), variable("v", maybe("text"))] }, null],
    ["the length of a text", { op: "length", of: text("a") }, null],
  ])("is portable: %s", (_, expression) => {
    expect(findUnportable(expression)).toBeNull();
    expect(tierOf(expression)).toBe("portable");
  });

  const rest = arithmetic(number(5), "%", number(2));
  const upper = call("toUpperCase", TEXT, [text("a")]);
  test.each<[string, Expression, Expression]>([
    ["a remainder", equal(rest, number(1)), rest],
    ["a function", equal(text("A"), upper), upper],
    ["an order of texts", compare(text("a"), "<", text("b")), compare(text("a"), "<", text("b"))],
    ["a number in a text", { op: "concat", parts: [number(1)] }, { op: "concat", parts: [number(1)] }],
    ["any JSON", { op: "truthy", of: variable("v") }, variable("v")],
    ["a bucket", { op: "not", of: compare({ op: "bucket", salt: "a" }, "<", number(1)) }, { op: "bucket", salt: "a" }],
    [
      "a function of the author's",
      { op: "js", type: TRUTH, name: "a", reads: null },
      { op: "js", type: TRUTH, name: "a", reads: null },
    ],
  ])("is JavaScript: %s, and the innermost offender is named", (_, expression, offender) => {
    expect(findUnportable(expression)).toEqual(offender);
    expect(tierOf(expression)).toBe("javascript");
  });
});

describe("the keys by which waits are found", () => {
  const event = variable("event", { object: { order: { object: { id: TEXT }, nullable: false } }, nullable: false });
  const id = member(member(event, "order"), "id", TEXT);
  const own = member(variable("trigger"), "id", TEXT);

  test("are the equalities between a member of the event and what is known before", () => {
    const where: Expression = {
      op: "and",
      left: { op: "truthy", of: equal(own, id) },
      right: { op: "and", left: equal(id, text("a")), right: compare(number(1), "<", number(2)) },
    };
    expect(indexKeys(where)).toEqual([
      { path: ["order", "id"], equals: own },
      { path: ["order", "id"], equals: text("a") },
    ]);
  });

  test.each<[string, Expression]>([
    ["an inequality", equal(id, own, true)],
    ["an alternative", { op: "or", left: equal(id, own), right: equal(id, own) }],
    ["two members of the event", equal(id, id)],
    ["the event itself", equal(event, own)],
    ["null", equal(id, literal(null, maybe("text")))],
    ["what an author's function may read", equal(id, { op: "js", type: TEXT, name: "a", reads: null })],
    ["what an author's function reads", equal(id, { op: "js", type: TEXT, name: "a", reads: ["event"] })],
    ["an element", equal({ op: "element", type: TEXT, of: id, index: 0 }, own)],
  ])("are none for %s", (_, where) => {
    expect(indexKeys(where)).toEqual([]);
  });

  test("may hold what an author's function does not read of the event", () => {
    const js: Expression = { op: "js", type: TEXT, name: "a", reads: ["trigger"] };
    expect(indexKeys(equal(id, js))).toEqual([{ path: ["order", "id"], equals: js }]);
  });
});

test("the variables of an expression are sorted, each once, those of an author's function among them", () => {
  const js: Expression = { op: "js", type: TEXT, name: "a", reads: ["vars.a", "trigger"] };
  const unknown: Expression = { op: "js", type: TEXT, name: "b", reads: null };
  expect(variablesOf({ op: "concat", parts: [variable("vars.b"), js, variable("vars.a"), unknown] })).toEqual([
    "trigger",
    "vars.a",
    "vars.b",
  ]);
});
