import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { checkGraph, decodeFlow } from "@flowline/ir";
import { beforeAll, describe, expect, it } from "vitest";
import { type CompiledFixture, compileFixture } from "./support/compile-fixture.js";
import { goldenText } from "./support/golden-text.js";
import { STORIES, tellJourney } from "./support/journey-stories.js";
import { operationsOf } from "./support/operations-of.js";

let journeys: CompiledFixture;
beforeAll(async () => {
  journeys = await compileFixture("journeys");
});

it("compiles the 21 journeys, and the flows that stand beside them, without findings", async () => {
  expect(journeys.findings).toBe("");
  const files = (await readdir(join(import.meta.dirname, "journeys"))).filter(file => /^\d\d-.*\.ts$/.test(file));
  expect(files).toHaveLength(21);
  expect(new Set(journeys.flows.map(({ meta }) => meta.file))).toEqual(new Set(files));
  expect(journeys.flows).toHaveLength(31);
});

it("gives IR that keeps every rule, can be read back, and runs no JavaScript in a condition", () => {
  expect(journeys.flows).not.toEqual([]);
  for (const flow of journeys.flows) {
    expect(checkGraph(flow), flow.flow).toEqual([]);
    expect(decodeFlow(JSON.parse(JSON.stringify(flow)))).toEqual(flow);
    expect([...operationsOf(flow)], flow.flow).not.toContain("js");
  }
});

it("would see JavaScript in a condition", () => {
  expect([...operationsOf({ nodes: { a: { cases: [{ when: { op: "js" } }] } } })]).toContain("js");
});

describe("stories, as a person would tell them", () => {
  it.each(STORIES.map(story => [story.name, story] as const))("%s", async (name, story) => {
    const told = tellJourney(journeys, story);
    expect(told).toBe(await goldenText(`stories/${name}.txt`, told));
  });
});
