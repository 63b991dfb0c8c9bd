import { describe, expect, it } from "vitest";
import { wrapText } from "../../src/output/wrap-text.js";

describe("wrapText", () => {
  it("breaks between words, never within one", () => {
    expect(wrapText("one two three", 7)).toBe("one two\nthree");
    expect(wrapText("incomprehensible a", 4)).toBe("incomprehensible\na");
  });

  it("keeps paragraphs and lines that are set in", () => {
    expect(wrapText("a b c\n\n  const x = 1;\n\nd", 5)).toBe("a b c\n\n  const x = 1;\n\nd");
  });
});
