import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createSourceText, offsetAt, spanAt } from "../../src/1-load/source-text.js";

describe("a source text", () => {
  it("counts places without the byte order mark", () => {
    const source = createSourceText("/p", "/p/a/b.ts", "\uFEFFa\r\nbc");
    expect(spanAt(source, 3, 5)).toEqual({
      file: "a/b.ts",
      start: { line: 2, column: 1, offset: 3 },
      end: { line: 2, column: 3, offset: 5 },
    });
  });

  it("finds each offset again by its line and column", () => {
    const text = fc.array(fc.constantFrom("a", "\t", "🎉", "\n", "\r\n", "\r", "\u2028")).map(parts => parts.join(""));
    fc.assert(
      fc.property(text, fc.nat(), (written, seed) => {
        const source = createSourceText("/p", "/p/a.ts", written);
        const offset = seed % (written.length + 1);
        const { line, column } = spanAt(source, offset, offset).start;
        expect(offsetAt(source, line, column)).toBe(offset);
      }),
    );
  });
});
