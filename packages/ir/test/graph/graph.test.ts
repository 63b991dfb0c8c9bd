import { checkGraph, edgesOf, findNode, nodesInOrder, successorsOf } from "@flowline/ir";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FLOW } from "../arbitrary/flow.js";
import { call, decide, end, flowOf, fork, join, loop, map, scope, step, wait } from "../flow-builder.js";
import { SEED_FLOW } from "../seed-flow.js";

describe("the order of nodes", () => {
  test("follows the arrows from the entry", () => {
    expect(nodesInOrder(SEED_FLOW)).toEqual(["hi", "wait", "upgrade.guard", "upgrade", "end"]);
  });

  test("puts a branch's first arm before its second, and what joins them after both", () => {
    const arms = flowOf({ join: end(), no: wait("join"), yes: wait("join"), a: decide("yes", "no") }, { entry: "a" });
    expect(nodesInOrder(arms)).toEqual(["a", "yes", "no", "join"]);
  });

  test("puts a body before what follows its owner, a catch behind it, and onError after all that the entry reaches", () => {
    const flow = flowOf(
      {
        s: scope("m", "sorry", "after"),
        m: map("item", "m2"),
        item: step("m.end"),
        "m.end": end("m"),
        m2: wait("s.end"),
        "s.end": end("s"),
        sorry: wait("after"),
        after: wait("end"),
        end: end(),
        oops: step("end"),
      },
      { onError: "oops" },
    );
    expect(nodesInOrder(flow)).toEqual(["s", "m", "item", "m.end", "m2", "s.end", "sorry", "after", "oops", "end"]);
  });

  test("puts every node after all that lead to it, whatever the order of keys", () => {
    fc.assert(
      fc.property(FLOW, flow => {
        const order = nodesInOrder(flow);
        const ranks = new Map(order.map((id, index) => [id, index]));
        expect([...order].sort()).toEqual(Object.keys(flow.nodes).sort());
        for (const [id, node] of Object.entries(flow.nodes)) {
          for (const next of successorsOf(node)) expect(ranks.get(next)).toBeGreaterThan(ranks.get(id) ?? 0);
        }
        const nodes = Object.fromEntries(Object.entries(flow.nodes).reverse());
        expect(nodesInOrder({ ...flow, nodes })).toEqual(order);
      }),
    );
  });

  test("takes a chain of fifty thousand nodes", () => {
    const length = 50_000;
    const nodes = Object.fromEntries(Array.from({ length }, (_, index) => [`n${index}`, wait(`n${index + 1}`)]));
    const order = nodesInOrder({ entry: "n0", onError: null, nodes: { ...nodes, [`n${length}`]: end() } });
    expect(order).toHaveLength(length + 1);
    expect(order.at(-1)).toBe(`n${length}`);
  });

  test("leaves out what no node is there for", () => {
    expect(nodesInOrder(flowOf({ a: wait("gone") }))).toEqual(["a"]);
    expect(nodesInOrder(flowOf({}, { entry: "gone" }))).toEqual([]);
  });
});

describe("the arrows of a node", () => {
  test.each([
    ["yes and no at a guard", decide("b", "c", { guards: "b" }), ["b yes", "c no"]],
    [
      "the arms' names where there are several",
      decide("b", "c", {
        cases: [
          { name: "hard", when: { op: "truthy", of: { op: "now" } }, next: "b" },
          { name: "soft", when: { op: "truthy", of: { op: "now" } }, next: "d" },
        ],
      }),
      ["b hard", "d soft", "c else"],
    ],
    [
      "the arm's name where it is none of yes and no",
      decide("b", "c", { cases: [{ name: "410", when: { op: "truthy", of: { op: "now" } }, next: "b" }] }),
      ["b 410", "c else"],
    ],
    ["outcomes of a wait", wait("n", { arms: { timeout: "t", got: "g" } }), ["g got", "t timeout", "n else"]],
    ["nothing at a pause", wait("n"), ["n null"]],
    ["failed", step("n", { failed: "f" }), ["n null", "f failed"]],
    ["failed, of a call", call("n", { failed: "f" }), ["n null", "f failed"]],
    ["each into a map's body", map("b", "n"), ["b each", "n null"]],
    ["pass into a loop's", loop("b", "n"), ["b pass", "n null"]],
    ["try and catch at a scope", scope("b", "c", "n"), ["b try", "c catch", "n null"]],
    ["the arms of a fork", fork("j", ["a", "b"]), ["a a", "b b"]],
    ["nothing at a join", join("n", 2), ["n null"]],
    ["none at an end", end(), []],
    ["none at a body's end", end("m"), []],
  ])("carry %s", (_, node, expected) => {
    expect(edgesOf(node).map(({ to, label }) => `${to} ${label}`)).toEqual(expected);
  });

  test("say where the node holds them", () => {
    expect(edgesOf(decide("b", "c")).map(({ path }) => path)).toEqual([["cases", 0, "next"], ["otherwise"]]);
    expect(edgesOf(wait("n", { arms: { due: "d" } })).map(({ path }) => path)).toEqual([["arms", "due"], ["next"]]);
    expect(successorsOf(decide("b", "b"))).toEqual(["b"]);
  });
});

describe("a node found by its id", () => {
  test("is never something that every object has", () => {
    expect(findNode(SEED_FLOW, "hi")).toBe(SEED_FLOW.nodes.hi);
    expect(findNode(SEED_FLOW, "constructor")).toBeUndefined();
    expect(findNode(SEED_FLOW, "__proto__")).toBeUndefined();
  });
});

describe("the rules of a graph together", () => {
  test("accept every sound flow", () => {
    fc.assert(
      fc.property(FLOW, flow => {
        expect(checkGraph(flow)).toEqual([]);
      }),
    );
  });

  test("refuse every cycle, wherever it is put into a sound flow", () => {
    fc.assert(
      fc.property(FLOW, fc.nat(), fc.nat(), (flow, from, to) => {
        const order = nodesInOrder(flow).filter(id => flow.nodes[id]?.kind !== "end");
        fc.pre(order.length > 0);
        const target = order[to % order.length] ?? "";
        const after = nodesInOrder({ ...flow, entry: target, onError: null });
        const source = after[from % after.length] ?? "";
        const nodes = { ...Object.fromEntries(Object.entries(flow.nodes)), [source]: wait(target) };
        const messages = checkGraph({ ...flow, nodes }).map(({ message }) => message);
        expect(messages.join()).toContain("a flow must not have a cycle");
      }),
    );
  });
});
