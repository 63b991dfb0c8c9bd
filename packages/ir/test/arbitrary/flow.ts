import type { Expression, FieldIr, FlowIr, KernelNode, NodeMeta, ScalarType } from "@flowline/ir";
import { fieldsOf } from "@flowline/ir";
import { hashFlow } from "@flowline/ir/hash";
import fc from "fast-check";
import { conditionArbitrary } from "./expression.js";

/** The stored fields of every generated subject; some names are traps of JavaScript or need quotes. */
export const FIELDS: Readonly<Record<string, FieldIr>> = {
  email: stored("text", true),
  plan: stored("text", false),
  constructor: stored("number", false),
  'the "flag"': stored("boolean", true),
  created_at: stored("instant", false),
};

function stored(scalar: ScalarType, nullable: boolean): FieldIr {
  return { kind: "stored", type: { scalar, nullable }, oneOf: null };
}

const CONDITION = conditionArbitrary({ fields: FIELDS, depth: 2 });
const ADDRESS: Expression = { op: "field", type: { scalar: "text", nullable: true }, name: "email" };

/** A node of a random graph before it knows what follows: arrows are drawn to later places only, so no cycle arises. */
interface Plan {
  readonly name: string;
  readonly kind: "step" | "wait" | "decide";
  readonly condition: Expression;
  readonly jump: number;
}

const PLAN: fc.Arbitrary<Plan> = fc.record({
  name: fc.oneof(
    fc.constantFrom("hi", "upgrade", "constructor", "__proto__", "a b", "hasOwnProperty", "1"),
    fc.string({ unit: "grapheme", minLength: 1, maxLength: 6 }),
  ),
  kind: fc.constantFrom("step", "wait", "decide"),
  condition: CONDITION,
  jump: fc.nat({ max: 5 }),
});

/** Sound flows: every node on a path from the entry, none twice on one. */
export const FLOW: fc.Arbitrary<FlowIr> = fc
  .tuple(
    fc
      .uniqueArray(PLAN, { maxLength: 8, selector: plan => plan.name })
      .filter(plans => plans.every(plan => plan.name !== "end")),
    CONDITION,
    CONDITION,
  )
  .map(([plans, predicate, derived]) => flowOf(plans, predicate, derived));

function flowOf(plans: readonly Plan[], predicate: Expression, derived: Expression): FlowIr {
  const names = [...plans.map(plan => plan.name), "end"];
  const entries = plans.map((plan, index): readonly [string, KernelNode] => [
    plan.name,
    nodeOf(plan, names.slice(index + 1)),
  ]);
  const nodes: Readonly<Record<string, KernelNode>> = Object.fromEntries([
    ...entries,
    ["end", { kind: "end", outcome: "completed" }],
  ]);
  const semantics = {
    flow: "drip",
    subject: {
      name: "user",
      source: { type: "table" as const, table: "crm.users", key: "id" },
      fields: {
        ...FIELDS,
        derived: {
          kind: "derived" as const,
          type: { scalar: "boolean" as const, nullable: false },
          expression: derived,
        },
      },
    },
    trigger: { type: "audience" as const, predicate },
    entry: names[0] ?? "end",
    nodes,
  };
  const meta = {
    file: "flows/drip.ts",
    trigger: metaOf("audience"),
    nodes: Object.fromEntries(names.map(name => [name, metaOf(`node ${name}`)])),
  };
  return { irVersion: 0, hash: hashFlow(semantics), ...semantics, meta };
}

/** The first arrow leads to the very next place, so that every node is reached; a decide's second leads anywhere later. */
function nodeOf(plan: Plan, later: readonly string[]): KernelNode {
  const next = later[0] ?? "end";
  switch (plan.kind) {
    case "wait":
      return { kind: "wait", until: { type: "duration", ms: 1 + plan.jump }, next };
    case "decide":
      return {
        kind: "decide",
        cases: [{ when: plan.condition, next }],
        otherwise: later[plan.jump % later.length] ?? "end",
        guards: null,
      };
    case "step": {
      const reads = [...new Set([...fieldsOf(ADDRESS), "plan"])].sort();
      return {
        kind: "step",
        action: { type: "send", message: "hi", channel: "email", delivery: "idempotent", to: ADDRESS, reads },
        next,
      };
    }
  }
}

function metaOf(label: string): NodeMeta {
  return { word: "send", label, span: null, editability: { kind: "literal" } };
}
