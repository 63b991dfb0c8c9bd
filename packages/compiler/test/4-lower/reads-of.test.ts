import type { ValueType } from "@flowline/ir";
import { describe, expect, it } from "vitest";
import type { Environment } from "../../src/4-lower/environment.js";
import { NO_ENVIRONMENT } from "../../src/4-lower/environment.js";
import type { LambdaShape } from "../../src/4-lower/lambda-use.js";
import { readsOf } from "../../src/4-lower/reads-of.js";
import { readText } from "../support/lower-text.js";

const ANY: ValueType = { any: true, nullable: true };

function readable(variable: string) {
  return { variable, type: ANY, certain: true, span: null, variants: null };
}

const environment: Environment = {
  ...NO_ENVIRONMENT,
  trigger: ANY,
  steps: new Map([
    ["map", readable("steps.map")],
    ["ns/a", readable("steps.ns/a")],
    ["ns/b", readable("steps.ns/b")],
  ]),
  vars: new Map([["n", readable("vars.n")]]),
};

function reads(text: string, shape: LambdaShape = "subject") {
  const { source, lowering } = readText(text);
  const found = readsOf(source.mentions, shape, { lowering, readable: null, environment });
  return { ...found, codes: lowering.diagnostics.map(({ code }) => code) };
}

describe("what a body reads", () => {
  it.each([
    ["async (user, { steps, services }) => services.db.put(user.id, steps.map.url)", ["steps.map"], ["id"]],
    ["async ({ plan }, context) => { await context.call(context.trigger.id, plan); }", ["trigger"], ["plan"]],
    ["async (user, { steps, vars }) => [steps.ns.a, vars.n]", ["steps.ns/a", "vars.n"], []],
    ["async (user, { steps: { ns } }) => ns", ["steps.ns/a", "steps.ns/b"], []],
    ["async (user, { steps }) => ({ ...steps })", null, []],
    ["async (user, context) => run(user, context)", null, null],
    ["async () => 1", [], []],
  ])("%s", (text, variables, fields) => {
    expect(reads(text)).toEqual({ variables, fields, codes: [] });
  });

  it("is counted from the first parameter where there is no subject", () => {
    expect(reads("async ({ trigger }) => trigger.id", "plain")).toEqual({
      variables: ["trigger"],
      fields: [],
      codes: [],
    });
  });

  it.each([
    ["(user, { steps }) => steps.mpa", "FLOW2020"],
    ["(user, { vars }) => vars.m", "FLOW2021"],
    ["(user, { item }) => item.id", "FLOW2022"],
  ])("is looked up: %s", (text, code) => {
    expect(new Set(reads(text).codes)).toEqual(new Set([code]));
  });
});
