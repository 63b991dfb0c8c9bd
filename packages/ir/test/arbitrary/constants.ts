import type { ScalarType, ScalarValue } from "@flowline/ir";
import fc from "fast-check";

/** Constants that have once been treated differently by JavaScript and by PostgreSQL. */
export const TEXTS: readonly string[] = [
  "",
  " ",
  "\u00a0",
  "a",
  "A",
  "aa",
  "ab",
  "a%",
  "a_b",
  "\\",
  "'",
  "İ",
  "i̇",
  "ı",
  "é",
  "e\u0301",
  "ß",
  "ẞ",
  "ss",
  "😀",
  "a😀b",
  "\u{10ffff}",
  "\uffff",
  "a\nb",
  "$1",
  "null",
];
/** Numbers at which doubles end. */
export const NUMBERS: readonly number[] = [0, 1, -1, 0.1, 0.30000000000000004, 2 ** 53, -(2 ** 53), 1e308, 5e-324, 3];
/** Instants at which clocks and calendars differ. */
const INSTANTS: readonly string[] = [
  "0001-01-01T00:00:00.000Z",
  "1969-12-31T23:59:59.999Z",
  "1970-01-01T00:00:00.000Z",
  "2024-02-29T12:00:00.000Z",
  "2025-03-30T00:00:00.000Z",
  "2025-03-30T01:00:00.123Z",
  "2025-03-30T01:00:00.124Z",
  "9999-12-31T23:59:59.999Z",
];

/** By how much instants are moved. */
export const SHIFTS: readonly number[] = [
  0, 1, -1, 1000, 86_400_000, -86_400_000, 5_400_000, -604_800_000, 31_557_600_000_000, -31_557_600_000_000,
  123_456_789,
];

/** Constants of a scalar. */
export function constantOf(scalar: ScalarType): fc.Arbitrary<Exclude<ScalarValue, null>> {
  switch (scalar) {
    case "boolean":
      return fc.boolean();
    case "number":
      return fc.oneof(fc.constantFrom(...NUMBERS), fc.double({ noNaN: true, noDefaultInfinity: true }));
    case "text":
      return fc.oneof(
        fc.constantFrom(...TEXTS),
        fc.string({ unit: "grapheme", maxLength: 4 }).filter(text => !text.includes("\0")),
      );
    case "instant":
      return fc.constantFrom(...INSTANTS);
  }
}
