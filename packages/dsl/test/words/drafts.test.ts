import { DRAFT } from "@flowline/ir";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { js } from "../../src/words/js.js";
import { DAG_WORDS, HEAD_WORDS, LINK_WORDS } from "../../src/words/vocabulary.js";
import { json, LAMBDA_DRAFT, type LooseChain, lastLink, loose, sends } from "./loose.js";

type B = LooseChain;
const lambda = () => true;
const a = (b: B) => b.send?.("a");
const c = (b: B) => b.send?.("c");
const object = (members: object) => ({ kind: "object", members });

/** What each word's arguments become: values as they are, functions in the place of an arm as the chain that they give. */
const cases: readonly (readonly [word: string, written: readonly unknown[], drafted: readonly unknown[]])[] = [
  ["send", ["hi", lambda, { name: "x" }], [json("hi"), LAMBDA_DRAFT, json({ name: "x" })]],
  ["waitFor", ["7d"], [json("7d")]],
  [
    "waitFor",
    ["paid", { within: "3d" }, { got: a, timeout: c }],
    [json("paid"), json({ within: "3d" }), object({ got: sends("a"), timeout: sends("c") })],
  ],
  [
    "waitFor",
    [{ x: { event: "paid", where: lambda }, late: "3d" }],
    [object({ x: object({ event: json("paid"), where: LAMBDA_DRAFT }), late: json("3d") })],
  ],
  [
    "waitUntil",
    [lambda, { at: "09:00", missing: a, late: c }],
    [LAMBDA_DRAFT, object({ at: json("09:00"), missing: sends("a"), late: sends("c") })],
  ],
  ["waitUntil", [lambda, { due: a }], [LAMBDA_DRAFT, object({ due: sends("a") })]],
  ["waitUntil", [new Date(0)], [{ kind: "instant", at: "1970-01-01T00:00:00.000Z" }]],
  ["waitForAll", [{ x: "paid" }, {}, { all: a }], [json({ x: "paid" }), json({}), object({ all: sends("a") })]],
  [
    "approval",
    ["budget", { of: lambda, escalate: c }, { approved: a }],
    [json("budget"), object({ of: LAMBDA_DRAFT, escalate: sends("c") }), object({ approved: sends("a") })],
  ],
  ["when", [lambda, a, c], [LAMBDA_DRAFT, sends("a"), sends("c")]],
  [
    "when",
    [lambda, a, undefined, { name: "n" }],
    [LAMBDA_DRAFT, sends("a"), { kind: "odd", what: "undefined" }, json({ name: "n" })],
  ],
  ["switch", [lambda, { x: a }, c], [LAMBDA_DRAFT, object({ x: sends("a") }), sends("c")]],
  ["split", [{ x: 50, y: 50 }, { x: a }], [json({ x: 50, y: 50 }), object({ x: sends("a") })]],
  ["parallel", [{ x: a, y: c }, { need: 1 }], [object({ x: sends("a"), y: sends("c") }), json({ need: 1 })]],
  ["race", [{ x: a }], [object({ x: sends("a") })]],
  ["repeat", [a, { until: lambda, max: 3 }], [sends("a"), object({ until: LAMBDA_DRAFT, max: json(3) })]],
  ["forever", [{ every: "1d" }, a], [json({ every: "1d" }), sends("a")]],
  ["forever", [a], [sends("a")]],
  ["forEach", [lambda, a, { key: lambda }], [LAMBDA_DRAFT, sends("a"), object({ key: LAMBDA_DRAFT })]],
  [
    "each",
    [["x", "y"], (b: B, item: string) => b.send?.(item)],
    [json(["x", "y"]), { kind: "list", items: [sends("x"), sends("y")] }],
  ],
  ["call", ["child", { id: 7 }], [json("child"), json({ id: 7 })]],
  ["start", ["child", lambda], [json("child"), LAMBDA_DRAFT]],
  ["do", ["x", { retry: 3 }, lambda], [json("x"), json({ retry: 3 }), LAMBDA_DRAFT]],
  [
    "http",
    ["x", lambda, { arms: { 410: a } }],
    [json("x"), LAMBDA_DRAFT, object({ arms: object({ 410: sends("a") }) })],
  ],
  ["set", [{ k: 1, l: lambda }], [object({ k: json(1), l: LAMBDA_DRAFT })]],
  ["emit", ["paid", lambda], [json("paid"), LAMBDA_DRAFT]],
  ["exit", ["done"], [json("done")]],
  ["exit", [], []],
  ["exitWhen", [lambda], [LAMBDA_DRAFT]],
  ["goal", ["g", lambda, { exit: false }], [json("g"), LAMBDA_DRAFT, json({ exit: false })]],
  ["try", [a], [sends("a")]],
  ["catch", [a], [sends("a")]],
  ["onError", [a], [sends("a")]],
  ["use", ["ns", loose.send?.("a")], [json("ns"), sends("a")]],
  ["note", ["text"], [json("text")]],
  ["group", ["g", a], [json("g"), sends("a")]],
  ["dag", [(d: B) => d.send?.("a")], [sends("a")]],
];

describe("the draft of a word", () => {
  test.each(cases)("%s(%j) carries its arguments", (word, written, drafted) => {
    const chain = loose.send?.("hi")[word]?.(...written);
    expect(chain && lastLink(chain)).toEqual({ word, site: null, args: drafted });
  });

  test("is tested for every word", () => {
    expect([...new Set(cases.map(([word]) => word))].toSorted()).toEqual([...LINK_WORDS].toSorted());
  });

  test.each([
    ["on", ["paid", { key: "k", where: lambda }], [json("paid"), object({ key: json("k"), where: LAMBDA_DRAFT })]],
    ["audience", ["order", lambda], [json("order"), LAMBDA_DRAFT]],
    ["schedule", ["0 3 * * *", { zone: "UTC" }], [json("0 3 * * *"), json({ zone: "UTC" })]],
    ["flow", ["x", loose.send?.("a")], [json("x"), sends("a")]],
    ["task", ["x", {}, lambda], [json("x"), json({}), LAMBDA_DRAFT]],
  ])("the head %s(%j) begins a chain", (word, written, drafted) => {
    expect(
      loose[word]?.(...written)
        .note?.("n")
        [DRAFT]().links[0],
    ).toEqual({ word, site: null, args: drafted });
  });

  test("manual carries its schema as JSON Schema, with dates", () => {
    const [head] = loose.manual?.(z.object({ at: z.date() }))[DRAFT]().links ?? [];
    expect(head?.args[0]).toMatchObject({
      kind: "schema",
      schema: { properties: { at: { type: "string", format: "date-time" } } },
    });
    expect(HEAD_WORDS).toHaveLength(7);
  });

  test("a guard in js() says so", () => {
    expect(loose.send?.("hi", js(lambda))[DRAFT]().links[0]?.args[1]).toEqual({
      kind: "value",
      type: "js",
      members: { lambda: LAMBDA_DRAFT },
    });
    expect(js((n: number) => n + 1)(1)).toBe(2);
  });

  test("a flow that is called is its name and its head", () => {
    const named = loose.manual?.(undefined, { name: "child" }).send?.("far");
    expect(lastLink(loose.send?.("hi").call?.(named) as LooseChain)?.args[0]).toMatchObject({
      kind: "flow",
      name: "child",
      links: [{ word: "manual" }],
    });
    const heads = [
      loose.flow?.("x", loose.on?.("e")),
      loose.task?.("t", lambda),
      loose.send?.("m", lambda, { name: "s" }),
    ];
    const names = heads.map(head => lastLink(loose.send?.("hi").start?.(head) as LooseChain)?.args[0]);
    expect(names).toMatchObject([{ name: "x" }, { name: "t" }, { name: null }]);
  });

  test("the builder of a dag has the words of tasks only", () => {
    let words: readonly string[] = [];
    loose
      .send?.("hi")
      .dag?.((d: B) => {
        words = Object.keys(d);
        return d;
      })
      [DRAFT]();
    expect(words).toEqual([...DAG_WORDS]);
  });

  test("an arm is called when the draft is made, and what it throws is thrown there", () => {
    const chain = loose.send?.("hi").group?.("g", () => {
      throw new Error("the author's own");
    });
    expect(() => chain?.[DRAFT]()).toThrow("the author's own");
  });

  test.each([
    [() => undefined, "an arm that returns nothing"],
    [() => 7, "an arm that returns something that is no chain"],
  ])("an arm that gives no chain is odd", (arm, what) => {
    expect(lastLink(loose.send?.("hi").group?.("g", arm) as LooseChain)?.args[1]).toEqual({ kind: "odd", what });
  });
});
