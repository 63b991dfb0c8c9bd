import { DecodeError, decodeFlow, decodeProject, printFlow } from "@flowline/ir";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { flowArbitrary } from "../arbitrary/flow.js";
import { PROJECT } from "../schema/project.js";
import { SPOILINGS, spoilAt } from "../schema/spoilings.js";

const FLOW = flowArbitrary({ depth: 1, length: 3 });

/** Whatever comes: a frozen value, or a `DecodeError` that names the place in one sentence. */
function endsWell(decode: (json: unknown) => unknown, json: unknown): void {
  try {
    expect(Object.isFrozen(decode(json))).toBe(true);
  } catch (error) {
    expect(error).toBeInstanceOf(DecodeError);
    if (!(error instanceof DecodeError)) return;
    expect(error.problem).not.toBe("");
    expect(error.message.startsWith(error.path)).toBe(true);
  }
}

describe("decoding what nobody has written", { timeout: 60_000 }, () => {
  test("never fails otherwise: any JSON", () => {
    fc.assert(
      fc.property(fc.jsonValue(), json => {
        endsWell(decodeFlow, json);
        endsWell(decodeFlow, typeof json === "object" && json !== null ? { ...json, irVersion: 0 } : json);
        endsWell(decodeProject, json);
      }),
      { numRuns: 500 },
    );
  });

  test("never fails otherwise: a sound flow, spoilt in one to three places", () => {
    const spoiling = fc.tuple(fc.nat(), fc.constantFrom(...SPOILINGS));
    fc.assert(
      fc.property(FLOW, fc.array(spoiling, { minLength: 1, maxLength: 3 }), (flow, spoilings) => {
        let json: unknown = JSON.parse(printFlow(flow));
        for (const [place, how] of spoilings) json = spoilAt(json, place, how);
        endsWell(decodeFlow, json);
      }),
      { numRuns: 1500 },
    );
  });

  test("never fails otherwise: a sound flow with two of its texts exchanged", () => {
    fc.assert(
      fc.property(FLOW, fc.nat(), fc.nat(), (flow, from, to) => {
        const text = printFlow(flow);
        const words = [...new Set(text.match(/"[^"\\]*"/g) ?? [])];
        const [one, other] = [words[from % words.length] ?? "", words[to % words.length] ?? ""];
        const exchanged = text.replaceAll(/"[^"\\]*"/g, word => (word === one ? other : word === other ? one : word));
        endsWell(decodeFlow, JSON.parse(exchanged));
      }),
      { numRuns: 500 },
    );
  });

  test("never fails otherwise: a spoilt project", () => {
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom(...SPOILINGS), (place, how) => {
        endsWell(decodeProject, spoilAt(JSON.parse(JSON.stringify(PROJECT)), place, how));
      }),
      { numRuns: 500 },
    );
  });

  test("takes thousands of scopes in one another, and types that hold themselves, for what they are", () => {
    const depth = 5000;
    const nodes: Record<string, unknown> = { end: { kind: "end", of: null } };
    for (let level = 0; level < depth; level += 1) {
      const outer = level === 0 ? "end" : `end ${level - 1}`;
      const body = level + 1 < depth ? `scope ${level + 1}` : `end ${level}`;
      nodes[`scope ${level}`] = { kind: "scope", body, catch: outer, next: outer };
      nodes[`end ${level}`] = { kind: "end", of: `scope ${level}` };
    }
    const live = Object.fromEntries(Object.keys(nodes).map(id => [id, []]));
    const flow = { ...JSON.parse(JSON.stringify(PLAIN)), entry: "scope 0", nodes, live };
    expect(() => decodeFlow(flow)).toThrow(/at most 100 bodies and arms may lie in one another/);

    let type: unknown = { any: true, nullable: true };
    for (let level = 0; level < 200; level += 1) type = { list: type, nullable: true };
    expect(() => decodeFlow({ ...flow, variables: { deep: type } })).toThrow(/at most 50 levels/);
  });
});

const PLAIN = {
  irVersion: 0,
  hash: "0".repeat(64),
  flow: "deep",
  subject: null,
  trigger: { type: "schedule", cron: "0 9 * * *", zone: "UTC" },
  events: {},
  watchers: [],
  onError: null,
  concurrency: [],
  variables: {},
  meta: {
    file: "deep.ts",
    trigger: { word: "schedule", label: "", span: null, editability: { kind: "literal" }, from: [], groups: [] },
    watchers: {},
    nodes: {},
    notes: [],
  },
};
