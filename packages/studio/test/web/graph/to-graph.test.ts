import { readFile, writeFile } from "node:fs/promises";
import type { Expression } from "@flowline/ir";
import { describe, expect, it } from "vitest";
import { choice, END, pause } from "../../../../../test/support/kernel-nodes.js";
import type { FlowDetailView } from "../../../src/api/types.js";
import type { Graph } from "../../../src/web/graph/graph.js";
import { toGraph } from "../../../src/web/graph/to-graph.js";

async function readFixture(name: string): Promise<FlowDetailView> {
  return JSON.parse(await readFile(new URL(`./fixtures/${name}.flow.json`, import.meta.url), "utf8")) as FlowDetailView;
}

/** The golden graph; written anew only with UPDATE_FIXTURES=1. */
async function expectGolden(name: string, graph: Graph): Promise<void> {
  const file = new URL(`./fixtures/${name}.graph.json`, import.meta.url);
  const printed = `${JSON.stringify(graph, null, 2)}\n`;
  if (process.env.UPDATE_FIXTURES === "1") {
    await writeFile(file, printed);
  }
  expect(printed).toBe(await readFile(file, "utf8"));
}

describe("toGraph", () => {
  it("draws the seed flow as a chain with a side edge over the guarded step", async () => {
    await expectGolden("upgrade-drip", toGraph(await readFixture("upgrade-drip")));
  });

  it("gives overlapping side edges lanes of their own, and lets others share one", async () => {
    await expectGolden("three-guards", toGraph(await readFixture("three-guards")));
  });

  it("does not depend on the order of the nodes in the IR", async () => {
    const flow = await readFixture("three-guards");
    const backwards = { ...flow, nodes: Object.fromEntries(Object.entries(flow.nodes).reverse()) };
    expect(toGraph(backwards)).toEqual(toGraph(flow));
  });

  it("tells of people at nodes that this version no longer has", async () => {
    const flow = await readFixture("upgrade-drip");
    const counts = { here: 7, completed: 1, skipped: 0, failing: 0 };
    expect(toGraph({ ...flow, live: { ...flow.live, "old.wait": counts } }).elsewhere).toEqual([
      { id: "old.wait", counts },
    ]);
  });

  it("stands boxes of one layer side by side, centred, and points every arrow down", async () => {
    const flow = await readFixture("upgrade-drip");
    const when: Expression = { op: "literal", type: { scalar: "boolean", nullable: false }, value: true };
    const cases = ["a", "b"].map(name => ({ name, when, next: name }));
    const [a, b, c] = [pause(1000, "end"), pause(1000, "end"), pause(1000, "end")];
    const nodes = { choice: choice(cases, "c"), a, b, c, end: END };
    const graph = toGraph({ ...flow, entry: "choice", nodes, live: {} });
    const at = (id: string) => graph.nodes.find(node => node.id === id);
    const middles = ["a", "b", "c"].map(id => (at(id)?.x ?? 0) + (at(id)?.width ?? 0) / 2);
    expect(middles).toEqual([-328, 0, 328]);
    expect(new Set(["a", "b", "c"].map(id => at(id)?.y)).size).toBe(1);
    expect(graph.edges.map(edge => edge.label)).toEqual([null, "a", "b", "else", null, null, null]);
    for (const edge of graph.edges) {
      expect(at(edge.to)?.y).toBeGreaterThan(at(edge.from)?.y ?? Number.POSITIVE_INFINITY);
    }
  });
});
