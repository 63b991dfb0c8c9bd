import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { seedFlow } from "../../../../test/runtime/seed-flow.js";
import { END, pause } from "../../../../test/support/kernel-nodes.js";
import { FLOW } from "../../../ir/test/arbitrary/flow.js";
import { toSvg } from "../../src/draw/to-svg.js";

/** Opening and closing tags in order; anything that is no well-formed tag stops the scan. */
function isBalanced(xml: string): boolean {
  const open: string[] = [];
  let rest = xml.replace(/<style>[^<]*<\/style>/, "");
  for (let tag = /^[^<]*<(\/?)([a-z]+)((?:\s[\w:-]+="[^"<]*")*)(\/?)>/i.exec(rest); tag !== null; ) {
    const [whole, closing, name = "", , single] = tag;
    if (closing === "/") {
      if (open.pop() !== name) return false;
    } else if (single !== "/") open.push(name);
    rest = rest.slice(whole.length);
    tag = /^[^<]*<(\/?)([a-z]+)((?:\s[\w:-]+="[^"<]*")*)(\/?)>/i.exec(rest);
  }
  return open.length === 0 && rest.trim() === "";
}

describe("toSvg", () => {
  test("draws every node of any flow, as well-formed XML", () => {
    fc.assert(
      fc.property(FLOW, flow => {
        const svg = toSvg(flow);
        expect(isBalanced(svg)).toBe(true);
        expect(svg.match(/<g class="(?:box|dot)/g)).toHaveLength(
          Object.keys(flow.nodes).length + 1 + flow.watchers.length + (flow.onError === null ? 0 : 1),
        );
      }),
      { numRuns: 15 },
    );
  });

  test("never makes markup of what an author wrote", () => {
    const seed = seedFlow();
    const trigger = { ...seed.meta.trigger, label: "x" };
    const hi = { ...seed.meta.trigger, label: '</text><script>alert("1")</script> & \u0000\uD800' };
    const svg = toSvg({ ...seed, flow: "<b>", meta: { ...seed.meta, trigger, nodes: { ...seed.meta.nodes, hi } } });
    expect(svg).not.toContain("<script");
    for (const sign of ["\u0000", "\uD800"]) expect(svg).not.toContain(sign);
    expect(isBalanced(svg)).toBe(true);
    expect(svg).toContain("&#60;script&#62;");
  });

  test("refuses what it cannot show, and shows a chain as long as it says", () => {
    const seed = seedFlow();
    const chain = (length: number) => ({
      ...seed,
      entry: "0",
      nodes: {
        ...Object.fromEntries(
          Array.from({ length: length - 1 }, (_, index) => {
            return [`${index}`, pause(1000, index === length - 2 ? "end" : `${index + 1}`)] as const;
          }),
        ),
        end: END,
      },
    });
    expect(isBalanced(toSvg(chain(500)))).toBe(true);
    expect(() => toSvg(chain(501))).toThrow('The flow "upgrade-drip" has 501 nodes, and an SVG shows at most 500.');
  });

  test("gives the same picture for the same flow, and needs nothing from elsewhere", () => {
    expect(toSvg(seedFlow())).toBe(toSvg(seedFlow()));
    expect(toSvg(seedFlow()).replace("http://www.w3.org/2000/svg", "")).not.toMatch(
      /https?:|url\((?!#)|<image|@import/,
    );
  });
});
