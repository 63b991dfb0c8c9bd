import { toMermaid } from "@flowline/ir";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { completed, FLOW } from "../arbitrary/flow.js";
import { end, flowOf, fork, join, map, scope, set, step, wait } from "../flow-builder.js";
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

  test("shows bodies as boxes, forks and joins small, and what watches beside the rest", () => {
    const flow = completed(
      flowOf(
        {
          s: scope("m", "sorry", "f"),
          m: map("item", "s.end"),
          item: step("m.end"),
          "m.end": end("m"),
          "s.end": end("s"),
          sorry: set("vars.x", "f"),
          f: fork("j", ["a", "b"]),
          a: wait("j"),
          b: step("j", { failed: "quit" }),
          quit: { kind: "exit", reason: "", raise: null },
          j: join("end", 2),
          end: end(),
          oops: step("end"),
        },
        {
          onError: "oops",
          watchers: [
            {
              name: "g",
              kind: "goal",
              exits: false,
              on: { type: "predicate", when: { op: "truthy", of: { op: "now" } } },
            },
          ],
        },
      ),
    );
    expect(toMermaid(flow)).toBe(`flowchart TD
  n0[/"manual"/]
  w1{{"g"}}
  e0{{"on error"}}
  n1[["node s"]]
  subgraph n1b["node s"]
    n2[["node m"]]
    subgraph n2b["node m"]
      n3["node item"]
      n4((" "))
    end
    n5((" "))
  end
  n6("node sorry")
  n7(("+"))
  n8(["node a"])
  n9["node b"]
  n10(("+"))
  n11(["node quit"])
  n12["node oops"]
  n13(["node end"])
  n0 --> n1
  e0 -.-> n12
  n1 -->|"try"| n2
  n1 -->|"catch"| n6
  n1 --> n7
  n2 -->|"each"| n3
  n2 --> n5
  n3 --> n4
  n6 --> n7
  n7 -->|"a"| n8
  n7 -->|"b"| n9
  n8 --> n10
  n9 --> n10
  n9 -->|"failed"| n11
  n10 --> n13
  n12 --> n13
`);
  });

  test("escapes what Mermaid or a page would take for something else", () => {
    const label = 'a "b" <script>&amp; #35;\n`c`';
    const meta = { ...SEED_FLOW.meta, nodes: { ...SEED_FLOW.meta.nodes, hi: { ...SEED_FLOW.meta.nodes.end, label } } };
    const chart = toMermaid({ ...SEED_FLOW, meta } as typeof SEED_FLOW);
    expect(chart).toContain('n1["a #34;b#34; #60;script#62;#38;amp; #35;35; #96;c#96;"]');
  });

  test("keeps one line for each node and each arrow, whatever the names, and closes every box", () => {
    fc.assert(
      fc.property(FLOW, flow => {
        const lines = toMermaid(flow).trimEnd().split("\n").slice(1);
        for (const line of lines) {
          expect(line).toMatch(/^ +([nwe]\d+(\[|\(|\{| -->| -\.->)|subgraph n\d+b\[|end$)/);
        }
        const drawn = lines.filter(line => /^ +n[1-9]\d*[[({]/.test(line));
        expect(drawn).toHaveLength(Object.keys(flow.nodes).length);
        const boxes = lines.filter(line => line.includes("subgraph"));
        expect(lines.filter(line => /^ +end$/.test(line))).toHaveLength(boxes.length);
      }),
    );
  });
});
