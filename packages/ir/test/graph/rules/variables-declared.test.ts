import { expect, test } from "vitest";
import { end, set, step } from "../../flow-builder.js";
import { problemsOf } from "./problems-of.js";

const ANY = { any: true as const, nullable: true };

test("what a node writes has a type", () => {
  const nodes = { a: step("b", { out: "steps.a" }), b: set("vars.x", "e"), e: end() };
  expect(problemsOf(nodes)).toEqual([]);
  expect(problemsOf(nodes, { variables: { "steps.a": ANY } })).toEqual([
    'nodes/b: it writes "vars.x", whose type "variables" does not say',
  ]);
});

test("what nobody writes has none", () => {
  expect(problemsOf({ e: end() }, { variables: { "vars.x": ANY } })).toEqual(["variables/vars.x: no node writes it"]);
});

test.each(["trigger", "event", "item.m", "round.m", "pass.l", "error.a", "keys.order"])(
  "%s is written by the engine alone",
  name => {
    expect(problemsOf({ a: set(name, "e"), e: end() })).toEqual([
      `nodes/a: it writes "${name}", which only the engine may`,
    ]);
  },
);

test("a variable that only looks like the engine's is the author's", () => {
  expect(problemsOf({ a: set("vars.item.m", "b"), b: set("triggered", "e"), e: end() })).toEqual([]);
});
