import { describe, expect, it } from "vitest";
import { alignColumns, formatTable } from "../../src/output/format-table.js";

describe("a table", () => {
  it("has columns as wide as what stands in them, and no trailing space", () => {
    expect(formatTable(["a", "b"], [["long", ""]])).toBe("a     b\nlong");
  });

  it("may do without a header, and with rows of different lengths", () => {
    expect(alignColumns([["a"], ["bc", "d"]])).toBe("a\nbc  d");
    expect(alignColumns([])).toBe("");
  });
});
