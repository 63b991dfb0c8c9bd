import { createHash } from "node:crypto";
import { interpret } from "@flowline/ir";
import fc from "fast-check";
import { expect, test } from "vitest";

const bucket = (salt: string, subjectId?: string | null) =>
  interpret({ op: "bucket", salt }, { row: {}, nowMs: 0, ...(subjectId === undefined ? {} : { subjectId }) });

test("a bucket is the head of the SHA-256 of salt and id, whatever their length", () => {
  const anyText = fc.string({ unit: "grapheme", maxLength: 200 });
  fc.assert(
    fc.property(anyText, anyText, (salt, id) => {
      const head = createHash("sha256").update(`${salt}\0${id}`).digest().readUInt32BE(0);
      expect(bucket(salt, id)).toBe(head / 2 ** 32);
    }),
    { numRuns: 300 },
  );
});

test("a bucket of nobody is null", () => {
  expect(bucket("a")).toBeNull();
  expect(bucket("a", null)).toBeNull();
});

test("buckets are spread evenly", () => {
  const low = Array.from({ length: 4000 }, (_, id) => bucket("flow/split", String(id))).filter(b => Number(b) < 0.25);
  expect(low.length).toBeGreaterThan(900);
  expect(low.length).toBeLessThan(1100);
});
