import { toMermaid } from "@flowline/ir";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FLOW } from "../arbitrary/flow.js";
import { SEED_FLOW } from "../seed-flow.js";

describe("a flow as a Mermaid chart", () => {
  test("shows the audience, steps, waits, guards and ends in the order of the flow", () => {
    expect(toMermaid(SEED_FLOW)).toBe(`flowchart TD
  n0[/"user: user.signed_up_today"/]
  n1["send #34;hi#34;"]
  n2(["wait 7d"])
  n3{"!user.upgraded"}
  n4["send #34;upgrade#34;"]
  n5(["end"])
  n0 --> n1
  n1 --> n2
  n2 --> n3
  n3 -->|"yes"| n4
  n3 -->|"no"| n5
  n4 --> n5
`);
  });

  test("escapes what Mermaid or a page would take for something else", () => {
    const label = 'a "b" <script>&amp; #35;\n`c`';
    const meta = { ...SEED_FLOW.meta, nodes: { ...SEED_FLOW.meta.nodes, hi: { ...SEED_FLOW.meta.nodes.end, label } } };
    const chart = toMermaid({ ...SEED_FLOW, meta } as typeof SEED_FLOW);
    expect(chart).toContain('n1["a #34;b#34; #60;script#62;#38;amp; #35;35; #96;c#96;"]');
  });

  test("keeps one line for each node and each arrow, whatever the names", () => {
    fc.assert(
      fc.property(FLOW, flow => {
        const lines = toMermaid(flow).trimEnd().split("\n");
        for (const line of lines.slice(1)) expect(line).toMatch(/^ {2}n\d+(\[|\(|\{| -->)/);
        expect(lines.filter(line => !line.includes("-->"))).toHaveLength(Object.keys(flow.nodes).length + 2);
      }),
    );
  });
});
