import type { FlowSemantics } from "@flowline/ir";
import { HashMismatchError, hashFlow, verifyHash } from "@flowline/ir/hash";
import { describe, expect, test } from "vitest";
import { EVENTS } from "./arbitrary/flow-parts.js";
import { SEED_FLOW } from "./seed-flow.js";

describe("a flow's hash", () => {
  test("is that of the meaning: nothing else that the object carries enters it", () => {
    const renamed = {
      ...SEED_FLOW,
      hash: "other",
      live: {},
      meta: { ...SEED_FLOW.meta, file: "elsewhere.ts" },
      extra: undefined,
    };
    expect(hashFlow(renamed)).toBe(SEED_FLOW.hash);
  });

  test("does not depend on the order of keys", () => {
    const nodes = Object.fromEntries(Object.entries(SEED_FLOW.nodes).reverse());
    expect(hashFlow({ ...SEED_FLOW, nodes })).toBe(SEED_FLOW.hash);
  });

  test("stays the same from release to release", () => {
    expect(SEED_FLOW.hash).toBe("8cb24f4d1dbdbf9b62d23199b7734ac1f254ab545ff164913fc60b5856cbe0cb");
  });

  test.each<[string, Partial<FlowSemantics>]>([
    ["the name", { flow: "other" }],
    ["the entry", { entry: "upgrade" }],
    ["the subject", { subject: { ...SEED_FLOW.subject, name: "person" } }],
    ["no subject", { subject: null }],
    ["the nodes", { nodes: {} }],
    ["the trigger", { trigger: { ...SEED_FLOW.trigger, reentry: "always" } }],
    ["the events", { events: EVENTS }],
    [
      "the watchers",
      {
        watchers: [
          { name: "g", kind: "goal", exits: true, on: { type: "predicate", when: SEED_FLOW.trigger.predicate } },
        ],
      },
    ],
    ["what it does on an error", { onError: "end" }],
    ["the limits", { concurrency: [{ key: null, limit: 1, onFull: "queue" }] }],
    ["the types of variables", { variables: { "vars.x": { any: true, nullable: true } } }],
  ])("changes with %s", (_, change) => {
    expect(hashFlow({ ...SEED_FLOW, ...change })).not.toBe(SEED_FLOW.hash);
  });

  test("is verified: a flow that was edited after it was compiled is refused", () => {
    expect(verifyHash(SEED_FLOW)).toBe(SEED_FLOW);
    expect(() => verifyHash({ ...SEED_FLOW, entry: "upgrade" })).toThrow(HashMismatchError);
    expect(() => verifyHash({ ...SEED_FLOW, entry: "upgrade" })).toThrow(
      /"upgrade-drip" was changed after it was compiled/,
    );
  });
});
