import { checkGraph, decodeFlow, type KernelNode, printFlow } from "@flowline/ir";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FLOW, flowArbitrary } from "./flow.js";

describe("random flows", () => {
  test("are sound", () => {
    fc.assert(
      fc.property(FLOW, flow => {
        expect(checkGraph(flow)).toEqual([]);
        expect(() => decodeFlow(JSON.parse(printFlow(flow)))).not.toThrow();
      }),
      { numRuns: 300 },
    );
  });

  test("have every kind of node, of action, of trigger and of deadline among them", () => {
    const flows = fc.sample(flowArbitrary({ depth: 2, length: 4 }), { seed: 1, numRuns: 300 });
    const nodes = flows.flatMap(flow => Object.values(flow.nodes));
    const kinds: readonly KernelNode["kind"][] = [
      "assign",
      "call",
      "decide",
      "end",
      "exit",
      "fork",
      "join",
      "loop",
      "map",
      "scope",
      "step",
      "wait",
    ];
    expect([...new Set(nodes.map(({ kind }) => kind))].sort()).toEqual(kinds);
    const steps = nodes.filter(node => node.kind === "step");
    expect(new Set(steps.map(({ action }) => action.type))).toEqual(new Set(["send", "do", "http"]));
    const waits = nodes.filter(node => node.kind === "wait");
    expect(new Set(waits.map(({ until }) => until?.type))).toEqual(
      new Set(["duration", "calendar", "instant", undefined]),
    );
    expect(new Set(flows.map(({ trigger }) => trigger.type)).size).toBe(4);
    expect(nodes.some(node => node.kind === "fork" && !node.opens)).toBe(true);
    expect(nodes.some(node => node.kind === "join" && !node.closes)).toBe(true);
    expect(flows.some(({ onError }) => onError !== null)).toBe(true);
    expect(flows.some(({ watchers }) => watchers.length > 0)).toBe(true);
  });

  test("are the same for the same seed", () => {
    const [first, second] = [1, 2].map(() => fc.sample(FLOW, { seed: 7, numRuns: 20 }).map(({ hash }) => hash));
    expect(first).toEqual(second);
  });
});
