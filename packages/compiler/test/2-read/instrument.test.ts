import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createSourceText } from "../../src/1-load/source-text.js";
import { instrument, originalOffset } from "../../src/2-read/instrument.js";

const source = createSourceText("/p", "/p/a.ts", "send('hi', u => u.x)");

describe("instrument", () => {
  it("keeps insertions at one place in the order in which they are given", () => {
    const { instrumented } = instrument(
      source,
      [
        { at: 19, text: "a" },
        { at: 5, text: "b" },
        { at: 19, text: "c" },
      ],
      "/p",
    );
    expect(instrumented.text).toBe("send(b'hi', u => u.xac)");
  });

  it("leads every character of the original back to where it was", () => {
    const insertion = fc.record({ at: fc.nat(source.text.length), text: fc.constantFrom("", "<", "<<>>", "\n") });
    fc.assert(
      fc.property(fc.array(insertion), insertions => {
        const module = instrument(source, insertions, "/p");
        const back = Array.from(module.instrumented.text, (_, offset) => originalOffset(module, offset));
        for (let offset = 0; offset < source.text.length; offset += 1) {
          const places = back.flatMap((original, index) =>
            original === offset ? [module.instrumented.text[index]] : [],
          );
          expect(places).toContain(source.text[offset]);
        }
        expect(back).toEqual(back.toSorted((left, right) => left - right));
      }),
    );
  });
});
