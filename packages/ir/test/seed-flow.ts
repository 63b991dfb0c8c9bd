import type { Expression, FlowIr, NodeMeta } from "@flowline/ir";
import { hashFlow } from "@flowline/ir/hash";

const yes = { scalar: "boolean", nullable: false } as const;
const upgraded: Expression = { op: "field", type: yes, name: "upgraded" };
const email: Expression = { op: "field", type: { scalar: "text", nullable: false }, name: "email" };

const semantics: Omit<FlowIr, "irVersion" | "hash" | "meta"> = {
  flow: "upgrade-drip",
  subject: {
    name: "user",
    source: { type: "table", table: "users", key: "id" },
    fields: {
      email: { kind: "stored", type: { scalar: "text", nullable: false }, oneOf: null },
      upgraded: { kind: "stored", type: yes, oneOf: null },
      created_at: { kind: "stored", type: { scalar: "instant", nullable: false }, oneOf: null },
      signed_up_today: {
        kind: "derived",
        type: yes,
        expression: {
          op: "compare",
          how: ">=",
          left: { op: "field", type: { scalar: "instant", nullable: false }, name: "created_at" },
          right: { op: "startOfToday" },
        },
      },
    },
  },
  trigger: { type: "audience", predicate: { op: "truthy", of: { op: "field", type: yes, name: "signed_up_today" } } },
  entry: "hi",
  nodes: {
    hi: {
      kind: "step",
      action: { type: "send", message: "hi", channel: "email", delivery: "idempotent", to: email, reads: ["email"] },
      next: "wait",
    },
    wait: { kind: "wait", until: { type: "duration", ms: 604_800_000 }, next: "upgrade.guard" },
    "upgrade.guard": {
      kind: "decide",
      cases: [{ when: { op: "not", of: { op: "truthy", of: upgraded } }, next: "upgrade" }],
      otherwise: "end",
      guards: "upgrade",
    },
    upgrade: {
      kind: "step",
      action: {
        type: "send",
        message: "upgrade",
        channel: "email",
        delivery: "idempotent",
        to: email,
        reads: ["email"],
      },
      next: "end",
    },
    end: { kind: "end", outcome: "completed" },
  },
};

/** The flow at the head of the README as the compiler writes it, to be spoiled in one place at a time. */
export const SEED_FLOW: FlowIr = {
  irVersion: 0,
  hash: hashFlow(semantics),
  ...semantics,
  meta: {
    file: "flows/upgrade-drip.ts",
    trigger: metaOf("audience", "user.signed_up_today"),
    nodes: {
      hi: metaOf("send", 'send "hi"'),
      wait: metaOf("waitFor", "wait 7d"),
      "upgrade.guard": metaOf("guard", "!user.upgraded"),
      upgrade: metaOf("send", 'send "upgrade"'),
      end: metaOf("end", "end"),
    },
  },
};

function metaOf(word: string, label: string): NodeMeta {
  const position = { line: 3, column: 1, offset: 40 };
  return {
    word,
    label,
    span: { file: "flows/upgrade-drip.ts", start: position, end: position },
    editability: { kind: "literal" },
  };
}
