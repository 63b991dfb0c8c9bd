import { CanonicalJsonError, canonicalize } from "@flowline/ir";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

describe("canonical JSON", () => {
  test("prints the example of RFC 8785 as the RFC does", () => {
    const example = {
      numbers: [Number("333333333.33333329"), 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"/",
      literals: [null, true, false],
    };
    expect(canonicalize(example)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  test("sorts keys by UTF-16 code unit, as the RFC's second example does", () => {
    const keys = ["\u20ac", "\r", "\ufb33", "1", "\u{1f600}", "\u0080", "\u00f6"];
    const object = Object.fromEntries(keys.map(key => [key, 0]));
    expect(Object.keys(JSON.parse(canonicalize(object)))).toEqual([
      "1",
      "\r",
      "\u0080",
      "\u00f6",
      "\u20ac",
      "\u{1f600}",
      "\ufb33",
    ]);
  });

  test("is the same for the same value whatever the order of its keys", () => {
    fc.assert(
      fc.property(fc.jsonValue(), json => {
        expect(canonicalize(reverseKeys(json))).toBe(canonicalize(json));
      }),
    );
  });

  test("can be read back", () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: "grapheme" }), json => {
        const plain = JSON.parse(JSON.stringify(json));
        expect(JSON.parse(canonicalize(json))).toEqual(plain);
      }),
    );
  });

  test("prints negative zero as zero", () => {
    expect(canonicalize(-0)).toBe("0");
  });

  test("keeps a key that is called __proto__", () => {
    expect(canonicalize(JSON.parse('{"__proto__":1,"a":2}'))).toBe('{"__proto__":1,"a":2}');
  });

  test.each([
    ["NaN", Number.NaN, "is NaN"],
    ["an infinity", Number.POSITIVE_INFINITY, "is Infinity"],
    ["undefined", undefined, "type undefined"],
    ["a function", () => 1, "type function"],
    ["a big integer", 1n, "type bigint"],
    ["a lone surrogate", "a\ud800", "half a surrogate pair"],
    ["a date", new Date(0), "instance of a class"],
    ["a map", new Map(), "instance of a class"],
  ])("refuses %s and says where it stands", (_, value, problem) => {
    expect(() => canonicalize({ list: [1, { deep: value }] })).toThrow(CanonicalJsonError);
    expect(() => canonicalize({ list: [1, { deep: value }] })).toThrow(/at list\.1\.deep/);
    expect(() => canonicalize(value)).toThrow(problem);
  });

  test("refuses a hole in a list and a key that no encoding can carry", () => {
    // biome-ignore lint/suspicious/noSparseArray: the hole is what is tested
    expect(() => canonicalize([1, , 2])).toThrow(/at 1 is of type undefined/);
    expect(() => canonicalize({ "\udc00": 1 })).toThrow(CanonicalJsonError);
  });
});

function reverseKeys(json: unknown): unknown {
  if (Array.isArray(json)) return json.map(reverseKeys);
  if (typeof json !== "object" || json === null) return json;
  return Object.fromEntries(
    Object.entries(json)
      .reverse()
      .map(([key, value]) => [key, reverseKeys(value)]),
  );
}
