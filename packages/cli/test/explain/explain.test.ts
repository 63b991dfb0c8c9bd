import { diagnosticPages } from "@flowline/compiler";
import { messagePages } from "@flowline/messages";
import { describe, expect, it } from "vitest";
import { explainAll, explainCode } from "../../src/explain/explain.js";
import { families, pages, pagesOf } from "../../src/explain/pages.js";
import { describeError } from "../../src/output/describe-error.js";

function refusal(code: string) {
  try {
    explainCode(code);
  } catch (error) {
    return describeError(error);
  }
  throw new Error(`${code} was explained`);
}

describe("flow explain", () => {
  it("has one page for every code, and a family for each of them", () => {
    const codes = [...diagnosticPages, ...messagePages].map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
    expect(pages.map(({ code }) => code)).toEqual([...codes].sort());
    expect(families.flatMap(pagesOf)).toEqual(pages);
  });

  it("prints a page: severity, code, title, what it means, the wrong and the right spelling", () => {
    const { text, json } = explainCode("FLOW2109");
    const page = messagePages.find(({ code }) => code === "FLOW2109");
    expect(text.replaceAll(/\s+/g, " ")).toBe(
      `error FLOW2109 ${page?.title} ${page?.page} wrong: Hello {{ }} right: Hello {{ user.name }}`,
    );
    expect(Math.max(...text.split("\n").map(line => line.length))).toBeLessThanOrEqual(100);
    expect(json).toEqual(page);
  });

  it("takes a code without its prefix, in either case", () => {
    for (const written of ["2109", "flow2109", " Flow2109 "]) {
      expect(explainCode(written)).toEqual(explainCode("FLOW2109"));
    }
  });

  it("lists all codes with their titles by family", () => {
    const { text, json } = explainAll();
    for (const { code, title } of pages) expect(text).toMatch(new RegExp(`^ {2}${code} .*${title}$`, "m"));
    expect(text).toMatch(/^1xxx form\n {2}FLOW1/);
    expect(json).toMatchObject({ families: expect.arrayContaining([{ family: "names", codes: expect.any(Array) }]) });
  });

  it("refuses an unknown code with the one that was meant, and the codes of its family", () => {
    const { message, fix, exitCode, code } = refusal("FLOW2O09");
    expect({ code, exitCode }).toEqual({ code: "UNKNOWN_CODE", exitCode: 2 });
    expect(message).toBe('There is no finding with the code "FLOW2O09".');
    expect(fix).toMatch(/^Did you mean FLOW2\d09\? These are the codes of its family:\n\n {2}FLOW2/);
    expect(fix).not.toContain("FLOW5");
  });

  it("lists all where nothing is near", () => {
    const { fix, facts } = refusal("banana");
    expect(fix).toMatch(/^These are the codes:/);
    for (const { code } of pages) expect(fix).toContain(code);
    expect(facts).toMatchObject({ nearest: null });
  });
});
