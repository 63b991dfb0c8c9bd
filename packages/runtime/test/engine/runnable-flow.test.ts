import { describe, expect, test } from "vitest";
import { seedFlow } from "../../../../test/runtime/seed-flow.js";
import { END, pause } from "../../../../test/support/kernel-nodes.js";
import { toRunnable } from "../../src/engine/runnable-flow.js";
import { getRunnable } from "../../src/postgres/get-runnable.js";

describe("toRunnable", () => {
  test("takes the seed flow", () => {
    expect(toRunnable(seedFlow())).toMatchObject({ flow: "upgrade-drip" });
  });

  test("names every part that this engine does not have", () => {
    const flow = seedFlow();
    const nodes = {
      ...flow.nodes,
      out: { kind: "exit", reason: "enough", raise: null } as const,
      later: { ...pause(1, "end"), restartOn: [{ event: "x", from: "anyone", keys: [], where: null }] } as const,
    };
    const trigger = { type: "manual", input: { any: true, nullable: true } } as const;
    expect(toRunnable({ ...flow, subject: null, trigger, nodes })).toEqual({
      unsupported: ["a flow without a subject", 'the trigger "manual"', '"out" (exit)', '"later" (wait)'],
    });
  });

  test("wants a step where the audience enters", () => {
    const flow = { ...seedFlow(), entry: "hi.wait" };
    expect(toRunnable(flow)).toEqual({ unsupported: ['an audience that leads to "hi.wait" (wait)'] });
    expect(toRunnable({ ...seedFlow(), entry: "gone", nodes: { end: END } })).toHaveProperty("unsupported");
  });

  test("a refusal says what to do, and is cut where there is much to name", () => {
    const exits = Object.fromEntries(
      "abcdefg".split("").map(id => [id, { kind: "exit", reason: id, raise: null } as const]),
    );
    const flow = seedFlow();
    expect(() => getRunnable({ ...flow, nodes: { ...flow.nodes, ...exits } })).toThrow(
      /cannot run the flow upgrade-drip yet: it uses "a" \(exit\), .* and 2 more/,
    );
  });
});
