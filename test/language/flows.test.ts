import { checkGraph, decodeFlow } from "@flowline/ir";
import { beforeAll, expect, it } from "vitest";
import { type CompiledFixture, compileFixture } from "./support/compile-fixture.js";
import { operationsOf } from "./support/operations-of.js";

let flows: CompiledFixture;
beforeAll(async () => {
  flows = await compileFixture("flows");
});

it("compiles the eight flows, and those that they call, without findings", () => {
  expect(flows.findings).toBe("");
  expect(flows.flows.map(({ flow }) => flow)).toEqual([
    "1-drip",
    "2-abandoned-cart",
    "3-dunning",
    "4-on-call",
    "5-approval",
    "6-webhook",
    "7-dag",
    "manager-approval",
    "product-sync",
    "store-sync",
  ]);
});

it("gives IR that keeps every rule, can be read back, and runs no JavaScript in a condition", () => {
  expect(flows.flows).not.toEqual([]);
  for (const flow of flows.flows) {
    expect(checkGraph(flow), flow.flow).toEqual([]);
    expect(decodeFlow(JSON.parse(JSON.stringify(flow)))).toEqual(flow);
    expect([...operationsOf(flow)], flow.flow).not.toContain("js");
  }
});
