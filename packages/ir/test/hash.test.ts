import { HashMismatchError, hashFlow, verifyHash } from "@flowline/ir/hash";
import { describe, expect, test } from "vitest";
import { SEED_FLOW } from "./seed-flow.js";

describe("a flow's hash", () => {
  test("is that of the meaning: nothing else that the object carries enters it", () => {
    const renamed = {
      ...SEED_FLOW,
      hash: "other",
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
    expect(SEED_FLOW.hash).toBe("a25cda5ab4cbed3e82bac032d3108e23c1f219483fbd2f092c26080bf3ed1e58");
  });

  test.each([
    ["the name", { flow: "other" }],
    ["the entry", { entry: "upgrade" }],
    ["the subject", { subject: { ...SEED_FLOW.subject, name: "person" } }],
    ["the nodes", { nodes: {} }],
    [
      "the audience",
      { trigger: { type: "audience" as const, predicate: { op: "truthy" as const, of: { op: "now" as const } } } },
    ],
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
