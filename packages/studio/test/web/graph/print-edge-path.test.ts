import { describe, expect, it } from "vitest";
import { printEdgePath } from "../../../src/web/graph/print-edge-path.js";

describe("printEdgePath", () => {
  it("curves down to the next layer and puts the label half way", () => {
    expect(printEdgePath({ x: 0, y: 10 }, { x: 40, y: 50 }, null)).toEqual({
      path: "M0,10 C0,30 40,30 40,50",
      labelX: 20,
      labelY: 30,
    });
  });

  it("goes out to its lane, down beside the boxes, and back in", () => {
    expect(printEdgePath({ x: 100, y: 10 }, { x: 100, y: 200 }, 160)).toEqual({
      path: "M100,10 H146 Q160,10 160,24 V186 Q160,200 146,200 H100",
      labelX: 130,
      labelY: 10,
    });
  });
});
