import { describe, expect, it } from "vitest";
import { createSourceText, spanAt } from "../../src/1-load/source-text.js";
import { codeFrame } from "../../src/report/code-frame.js";

function frameOf(text: string, marked: string): string {
  const source = createSourceText("/p", "/p/a.ts", text);
  const start = source.text.indexOf(marked);
  return codeFrame(text, spanAt(source, start, start + marked.length));
}

describe("a code frame", () => {
  it("underlines the place between its neighbours", () => {
    expect(frameOf("one\ntwo three\nfour\nfive", "three")).toBe(
      "  1 | one\n> 2 | two three\n    |     ^^^^^\n  3 | four",
    );
  });

  it("aligns behind tabs, emoji and wide letters, and knows CRLF and the byte order mark", () => {
    const text = "\uFEFF\r\n\t/* 🎉 你 e\u0301 */ here\r\n";
    expect(frameOf(text, "here")).toBe("  1 |\n> 2 |   /* 🎉 你 e\u0301 */ here\n    |                 ^^^^\n  3 |");
  });

  it("underlines to the end of the first line of a place that has several", () => {
    expect(frameOf("a(\n  b)", "a(\n  b)")).toBe("> 1 | a(\n    | ^^\n  2 |   b)");
  });

  it("is empty where the file has become shorter", () => {
    const position = { line: 9, column: 1, offset: 99 };
    expect(codeFrame("one", { file: "a.ts", start: position, end: position })).toBe("");
  });
});
