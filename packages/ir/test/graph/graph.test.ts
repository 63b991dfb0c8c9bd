import {
  checkGraph,
  edgesOf,
  type FlowGraph,
  findNode,
  type KernelNode,
  nodesInOrder,
  successorsOf,
} from "@flowline/ir";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FLOW } from "../arbitrary/flow.js";
import { SEED_FLOW } from "../seed-flow.js";

const END: KernelNode = { kind: "end", outcome: "completed" };
const wait = (next: string): KernelNode => ({ kind: "wait", until: { type: "duration", ms: 1 }, next });

function decide(next: string, otherwise: string, guards: string | null = null): KernelNode {
  return { kind: "decide", cases: [{ when: { op: "truthy", of: { op: "now" } }, next }], otherwise, guards };
}

function graph(nodes: Readonly<Record<string, KernelNode>>, entry = "a"): FlowGraph {
  return { entry, nodes };
}

describe("the order of nodes", () => {
  test("follows the arrows from the entry", () => {
    expect(nodesInOrder(SEED_FLOW)).toEqual(["hi", "wait", "upgrade.guard", "upgrade", "end"]);
  });

  test("puts a branch's first arm before its second, and what joins them after both", () => {
    const arms = graph({ join: END, no: wait("join"), yes: wait("join"), a: decide("yes", "no") });
    expect(nodesInOrder(arms)).toEqual(["a", "yes", "no", "join"]);
  });

  test("puts every node after all that lead to it, whatever the order of keys", () => {
    fc.assert(
      fc.property(FLOW, flow => {
        const order = nodesInOrder(flow);
        expect([...order].sort()).toEqual(Object.keys(flow.nodes).sort());
        for (const [id, node] of Object.entries(flow.nodes)) {
          for (const next of successorsOf(node)) expect(order.indexOf(next)).toBeGreaterThan(order.indexOf(id));
        }
        const nodes = Object.fromEntries(Object.entries(flow.nodes).reverse());
        expect(nodesInOrder({ ...flow, nodes })).toEqual(order);
      }),
    );
  });

  test("takes a chain of fifty thousand nodes", () => {
    const length = 50_000;
    const nodes = Object.fromEntries(Array.from({ length }, (_, index) => [`n${index}`, wait(`n${index + 1}`)]));
    const order = nodesInOrder({ entry: "n0", nodes: { ...nodes, [`n${length}`]: END } });
    expect(order).toHaveLength(length + 1);
    expect(order.at(-1)).toBe(`n${length}`);
  });

  test("leaves out what no node is there for", () => {
    expect(nodesInOrder(graph({ a: wait("gone") }))).toEqual(["a"]);
    expect(nodesInOrder(graph({}, "gone"))).toEqual([]);
  });
});

describe("the arrows of a node", () => {
  test("carry yes and no at a guard", () => {
    expect(edgesOf(decide("b", "c", "b"))).toEqual([
      { to: "b", path: ["cases", 0, "next"], label: "yes" },
      { to: "c", path: ["otherwise"], label: "no" },
    ]);
  });

  test("carry the conditions where there are several", () => {
    const several: KernelNode = {
      kind: "decide",
      cases: [
        { when: { op: "field", name: "pro", type: { scalar: "boolean", nullable: false } }, next: "b" },
        { when: { op: "truthy", of: { op: "now" } }, next: "c" },
      ],
      otherwise: "b",
      guards: null,
    };
    expect(edgesOf(several, "user").map(edge => edge.label)).toEqual(["user.pro", "now()", "else"]);
    expect(successorsOf(several)).toEqual(["b", "c"]);
  });

  test("are none at an end", () => {
    expect(edgesOf(END)).toEqual([]);
  });
});

describe("a node found by its id", () => {
  test("is never something that every object has", () => {
    expect(findNode(SEED_FLOW, "hi")).toBe(SEED_FLOW.nodes.hi);
    expect(findNode(SEED_FLOW, "constructor")).toBeUndefined();
    expect(findNode(SEED_FLOW, "__proto__")).toBeUndefined();
  });
});

describe("the rules of a graph", () => {
  const messages = (flow: FlowGraph) => checkGraph(flow).map(({ path, message }) => `${path.join("/")}: ${message}`);

  test("accept every sound flow", () => {
    fc.assert(
      fc.property(FLOW, flow => {
        expect(checkGraph(flow)).toEqual([]);
      }),
    );
  });

  test("refuse an entry and an arrow that lead nowhere", () => {
    expect(messages(graph({ a: END }, "b"))).toContain('entry: there is no node "b"');
    expect(messages(graph({ a: wait("b") }))).toEqual(['nodes/a/next: there is no node "b"']);
    expect(messages(graph({ a: decide("constructor", "e"), e: END }))).toEqual([
      'nodes/a/cases/0/next: there is no node "constructor"',
    ]);
  });

  test("refuse a guard of something that is no step", () => {
    expect(messages(graph({ a: decide("b", "e", "b"), b: wait("e"), e: END }))).toEqual([
      'nodes/a/guards: there is no step "b"',
    ]);
  });

  test("refuse a node that no path reaches", () => {
    expect(messages(graph({ a: END, b: wait("a") }))).toEqual(['nodes/b: no path leads from the entry "a" to it']);
  });

  test("refuse every cycle, wherever it is put into a sound flow", () => {
    fc.assert(
      fc.property(FLOW, fc.nat(), fc.nat(), (flow, from, to) => {
        const order = nodesInOrder(flow).filter(id => id !== "end");
        fc.pre(order.length > 0);
        const source = order[from % order.length] ?? "";
        const target = order[to % order.length] ?? "";
        fc.pre(order.indexOf(target) <= order.indexOf(source));
        const nodes = { ...Object.fromEntries(Object.entries(flow.nodes)), end: decide(target, target) };
        expect(messages({ ...flow, nodes }).join()).toContain("must not have a cycle");
      }),
    );
  });
});
