import { expect, test } from "vitest";
import { classifyError } from "../../src/postgres/error-class.js";

const coded = (code: string) => Object.assign(new Error("refused"), { code });

test.each([
  ["40001", "retry"],
  ["40P01", "retry"],
  ["55P03", "retry"],
  ["08006", "unreachable"],
  ["57P01", "unreachable"],
  ["25006", "unreachable"],
  ["ECONNREFUSED", "unreachable"],
  ["53300", "overloaded"],
  ["57014", "overloaded"],
  ["22P05", "data"],
  ["22021", "data"],
  ["54000", "data"],
  ["42P01", "other"],
  ["23505", "other"],
])("%s is %s", (code, expected) => {
  expect(classifyError(coded(code))).toBe(expected);
});

test("a connection that broke without a code, and one refused on every address, are unreachable", () => {
  expect(classifyError(new Error("Connection terminated unexpectedly"))).toBe("unreachable");
  expect(classifyError(new AggregateError([coded("ECONNREFUSED"), coded("ECONNREFUSED")]))).toBe("unreachable");
  expect(classifyError("nothing")).toBe("other");
});
