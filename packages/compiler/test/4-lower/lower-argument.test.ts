import type { ArgumentDraft, ValueType } from "@flowline/ir";
import { describe, expect, it } from "vitest";
import type { Environment } from "../../src/4-lower/environment.js";
import { NO_ENVIRONMENT } from "../../src/4-lower/environment.js";
import type { LambdaUse } from "../../src/4-lower/lambda-use.js";
import { lowerArgument } from "../../src/4-lower/lower-argument.js";
import { readText } from "../support/lower-text.js";

const TEXT: ValueType = { scalar: "text", nullable: false };
const outer = { variable: "item.shops", type: { object: { id: TEXT }, nullable: false }, outer: null } as const;
const item = { variable: "item.products", type: { object: { id: TEXT }, nullable: false }, outer } as const;
const hi = { variable: "steps.hi", type: TEXT, certain: true, span: null, variants: null };
const environment: Environment = { ...NO_ENVIRONMENT, item, steps: new Map([["hi", hi]]) };

const lambda = { lambda: 1, captures: [] };

function lower(argument: ArgumentDraft, use: Partial<LambdaUse> = {}, text = "(user, { steps }) => steps.hi") {
  const { lowering } = readText(text);
  const complete: LambdaUse = {
    role: "the input",
    purpose: "value",
    shape: "subject",
    span: null,
    tier: "any",
    binding: "start#input",
    ...use,
  };
  const lowered = lowerArgument(argument, complete, { lowering, readable: null, environment });
  return { expression: lowered?.expression ?? null, tier: lowered?.tier, diagnostics: lowering.diagnostics };
}

describe("a value that an author hands over", () => {
  it("is a constant as it is written", () => {
    expect(lower({ kind: "json", value: { a: [1, null], b: "x" } }).expression).toEqual({
      op: "literal",
      type: {
        object: { a: { list: { scalar: "number", nullable: true }, nullable: false }, b: TEXT },
        nullable: false,
      },
      value: { a: [1, null], b: "x" },
    });
    expect(lower({ kind: "instant", at: "2024-01-01T00:00:00.000Z" }).expression).toMatchObject({
      type: { scalar: "instant" },
    });
  });

  it("is the item of a forEach, also inside of an object", () => {
    const product = { kind: "item", path: ["id"] } as const;
    expect(lower(product).expression).toMatchObject({ op: "member", name: "id", of: { name: "item.products" } });
    const shop = { kind: "item", path: ["^", "id"] } as const;
    expect(lower({ kind: "object", members: { shop } }).expression).toMatchObject({
      op: "object",
      members: { shop: { name: "id", of: { name: "item.shops" } } },
    });
  });

  it("is what a lambda gives, also inside of a list", () => {
    const items: readonly ArgumentDraft[] = [
      { kind: "lambda", lambda },
      { kind: "json", value: "x" },
    ];
    expect(lower({ kind: "list", items }).expression).toMatchObject({
      op: "list",
      type: { list: TEXT },
      items: [{ op: "variable", name: "steps.hi" }, { value: "x" }],
    });
  });

  it("is asked for its truthiness where only that counts", () => {
    expect(lower({ kind: "json", value: "x" }, { purpose: "verdict" }).expression).toMatchObject({ op: "truthy" });
    expect(lower({ kind: "json", value: true }, { purpose: "verdict" }).expression).toMatchObject({ op: "literal" });
  });

  it.each<[string, ArgumentDraft, string]>([
    ["what JSON cannot carry", { kind: "odd", what: "a Map" }, "FLOW3005"],
    ["a schema", { kind: "schema", schema: {} }, "FLOW3005"],
    ["a value of ours with another place", { kind: "value", type: "calendar", members: {} }, "FLOW3005"],
    ["an item that has no such member", { kind: "item", path: ["nope"] }, "FLOW2022"],
    ["a setting", { kind: "json", value: { env: "SECRET" } }, "FLOW5005"],
    ["a constant that is too big", { kind: "json", value: "x".repeat(5000) }, "FLOW5006"],
    [
      "a list of two types",
      {
        kind: "list",
        items: [
          { kind: "lambda", lambda },
          { kind: "json", value: 1 },
        ],
      },
      "FLOW3012",
    ],
    ["a function that was not found", { kind: "lambda", lambda: { lambda: 7, captures: [] } }, "FLOW3015"],
  ])("is not %s", (_, argument, code) => {
    const { expression, diagnostics } = lower(argument);
    expect(expression).toBe(null);
    expect(diagnostics.map(one => one.code)).toEqual([code]);
  });
});

describe("js()", () => {
  const js = { kind: "value", type: "js", members: { lambda: { kind: "lambda", lambda } } } as const;

  it("is bound by its name and says what it reads", () => {
    const { expression, tier } = lower(js, { purpose: "verdict" }, "(user, { steps }) => /x/.test(steps.hi)");
    expect(expression).toEqual({
      op: "js",
      type: { scalar: "boolean", nullable: false },
      name: "start#input",
      reads: ["steps.hi"],
    });
    expect(tier).toBe("javascript");
  });

  it("may read all where it hands its parameters on", () => {
    expect(lower(js, {}, "(user, context) => decide(context)").expression).toMatchObject({ reads: null });
  });

  it("has a name of its own inside of an object", () => {
    const { expression } = lower({ kind: "object", members: { n: js } });
    expect(expression).toMatchObject({ members: { n: { name: "start#input.n" } } });
  });

  it("has no place where a query is needed, or a worker would not find it", () => {
    expect(lower(js, { tier: "portable" }).diagnostics).toMatchObject([{ code: "FLOW3010" }]);
    expect(lower(js, { binding: null }).diagnostics).toMatchObject([{ code: "FLOW3010" }]);
  });
});
