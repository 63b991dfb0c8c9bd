import { describe, expect, it } from "vitest";
import { type FlowSummary, summaryText } from "../../src/project/compile-summary.js";

function flow(facts: Partial<FlowSummary>): FlowSummary {
  const hash = "0123456789abcdef";
  return { flow: "a", hash, nodes: 3, trigger: "audience: user.new", file: "a.ir.json", written: false, ...facts };
}

describe("the summary of a compile", () => {
  it("is one line for each flow, in columns", () => {
    const flows = [flow({ written: true }), flow({ flow: "win-back", nodes: 1, trigger: 'on "left"' })];
    expect(summaryText(flows).split("\n")).toEqual([
      "a         3 nodes  audience: user.new  01234567  wrote a.ir.json",
      'win-back  1 node   on "left"           01234567  unchanged',
    ]);
  });

  it("cuts a long guard", () => {
    const [, trigger = ""] =
      /^a {2}3 nodes {2}(.*) {2}01234567 {2}unchanged$/.exec(
        summaryText([flow({ trigger: `audience: ${"user.a && ".repeat(20)}user.b` })]),
      ) ?? [];
    expect(trigger).toMatch(/^audience: user\.a && .*\S\.\.\.$/);
    expect(trigger.length).toBeLessThanOrEqual(60);
  });

  it("says so where there are no flows, rather than nothing", () => {
    expect(summaryText([])).toContain("No flows");
  });
});
