import { type DecodeError, decodeFlow, decodeProject, printFlow } from "@flowline/ir";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { flowArbitrary } from "../arbitrary/flow.js";
import { SEED_FLOW } from "../seed-flow.js";
import { jsonSchemaOf } from "./json-schema-of.js";
import { PROJECT } from "./project.js";
import { REFINEMENTS } from "./refinements.js";
import { SPOILINGS, spoilAt } from "./spoilings.js";

const flowSchema = jsonSchemaOf("FlowIr", "urn:flowline:ir:0:flow");
const projectSchema = jsonSchemaOf("ProjectIr", "urn:flowline:ir:0:project");
/** Small ones: it is the number of forms that counts. */
const FLOW = flowArbitrary({ depth: 1, length: 3 });

const ajv = new Ajv2020({ allowUnionTypes: true, strictRequired: true });
const isFlow = ajv.compile(flowSchema);
const isProject = ajv.compile(projectSchema);

const text = (schema: unknown) => `${JSON.stringify(schema, null, 2)}\n`;

describe("the published JSON Schema", { timeout: 60_000 }, () => {
  test("is what the types say: run `npx vitest run -u` after a change of a type", async () => {
    await expect(text(flowSchema)).toMatchFileSnapshot("../../schema/flow.schema.json");
    await expect(text(projectSchema)).toMatchFileSnapshot("../../schema/project.schema.json");
  });

  test("refines members that there are", () => {
    const all = text(flowSchema) + text(projectSchema);
    for (const name of Object.keys(REFINEMENTS)) {
      expect(all).toContain(`"${name.split(".")[1]}"`);
    }
  });

  test("accepts every sound flow", () => {
    fc.assert(
      fc.property(FLOW, flow => {
        expect(isFlow(JSON.parse(printFlow(flow))), ajv.errorsText(isFlow.errors)).toBe(true);
      }),
    );
    expect(isFlow(JSON.parse(printFlow(SEED_FLOW)))).toBe(true);
  });

  test("accepts a project, and refuses what decodeProject refuses", () => {
    expect(isProject(JSON.parse(JSON.stringify(PROJECT))), ajv.errorsText(isProject.errors)).toBe(true);
    expect(() => decodeProject(PROJECT)).not.toThrow();
    for (const spoilt of [{ ...PROJECT, extra: 1 }, { ...PROJECT, events: [] }, { ...PROJECT, irVersion: 1 }, null]) {
      expect(isProject(spoilt)).toBe(false);
      expect(() => decodeProject(spoilt)).toThrow();
    }
  });

  test("agrees with decodeFlow about flows whose form is spoilt somewhere", () => {
    fc.assert(
      fc.property(FLOW, fc.nat(), fc.constantFrom(...SPOILINGS), (flow, place, spoiling) => {
        const spoilt = spoilAt(JSON.parse(printFlow(flow)), place, spoiling);
        const refusal = refusalOf(spoilt);
        if (isFlow(spoilt)) expect(refusal ?? "").not.toMatch(FORM);
        else expect(refusal).not.toBeNull();
      }),
      { numRuns: 1000 },
    );
  });
});

/** What is said of form, and not of how one part fits another. */
const FORM =
  /: (expected (an object|a list|a text(?! or a list)|true or false|null(?!, as )|a value of JSON)|this property is not known)/;

function refusalOf(json: unknown): string | null {
  try {
    decodeFlow(json);
    return null;
  } catch (error) {
    return (error as DecodeError).message;
  }
}
