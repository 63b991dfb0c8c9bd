import { drawingOf, toDot } from "@flowline/ir";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { seedFlow } from "../../../../test/runtime/seed-flow.js";
import { FLOW } from "../arbitrary/flow.js";

describe("toDot", () => {
  test("draws the seed flow as it reads", () => {
    expect(toDot(seedFlow())).toMatchInlineSnapshot(`
      "digraph "upgrade-drip" {
        graph [rankdir=TB, fontname="Helvetica", compound=true];
        node [fontname="Helvetica", shape=box, style="rounded,filled", fillcolor="#ffffff"];
        edge [fontname="Helvetica", fontsize=10];
        n0 [label="user: user.signed_up_today", shape=cds];
        n1 [label="hi"];
        n2 [label="hi.wait"];
        n3 [label="upgrade.if", shape=diamond, style=filled];
        n4 [label="upgrade"];
        n5 [label="", tooltip="end", shape=doublecircle, width=0.15];
        n0 -> n1;
        n1 -> n2;
        n2 -> n3;
        n3 -> n4 [label="yes"];
        n3 -> n5 [label="no"];
        n4 -> n5;
      }
      "
    `);
  });

  test("draws every box and arrow of any flow once, with balanced braces", () => {
    fc.assert(
      fc.property(FLOW, flow => {
        const { boxes, arrows } = drawingOf(flow);
        const dot = toDot(flow).replace(/"(?:[^"\\]|\\.)*"/g, '""');
        expect(dot.match(/^ +n\d+ \[/gm)).toHaveLength(boxes.length);
        expect(dot.match(/ -> /g)).toHaveLength(arrows.length);
        expect(dot.match(/\{/g)?.length).toBe(dot.match(/\}/g)?.length);
      }),
    );
  });
});
