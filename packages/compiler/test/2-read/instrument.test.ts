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
        { at: 19, text: "a", removed: 0 },
        { at: 5, text: "b", removed: 0 },
        { at: 19, text: "c", removed: 0 },
      ],
      "/p",
    );
    expect(instrumented.text).toBe("send(b'hi', u => u.xac)");
  });

  it("takes texts out, with what was to be inserted within them", () => {
    const { instrumented, insertions } = instrument(
      source,
      [
        { at: 11, text: "lost", removed: 0 },
        { at: 11, text: "lost", removed: 3 },
        { at: 5, text: "!", removed: 0 },
        { at: 11, text: "body", removed: 8 },
      ].toSorted((left, right) => right.removed - left.removed),
      "/p",
    );
    expect(instrumented.text).toBe("send(!'hi', body)");
    expect(insertions.map(({ text }) => text)).toEqual(["!", "body"]);
  });

  it("leads every character of the original back to where it was", () => {
    const insertion = fc.record({
      at: fc.nat(source.text.length),
      text: fc.constantFrom("", "<", "<<>>", "\n"),
      removed: fc.constant(0),
    });
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
