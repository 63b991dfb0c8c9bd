import type { FlowIr, FlowSemantics } from "@flowline/ir";
import { hashFlow } from "@flowline/ir/hash";

const bool = { scalar: "boolean", nullable: false } as const;
const text = { scalar: "text", nullable: false } as const;
const instant = { scalar: "instant", nullable: false } as const;
const field = (name: string, type: typeof bool | typeof text | typeof instant) =>
  ({ op: "field", name, type }) as const;

/** The five lines of the README as the compiler lowers them, with the wait's length open. */
export function seedFlow(
  options: { readonly waitMs?: number; readonly flow?: string; readonly table?: string } = {},
): FlowIr {
  const to = field("email", text);
  const semantics: FlowSemantics = {
    flow: options.flow ?? "upgrade-drip",
    subject: {
      name: "user",
      source: { type: "table", table: options.table ?? "users", key: "id" },
      fields: {
        created_at: { kind: "stored", type: instant, oneOf: null },
        email: { kind: "stored", type: text, oneOf: null },
        name: { kind: "stored", type: text, oneOf: null },
        signed_up_today: {
          kind: "derived",
          type: bool,
          expression: { op: "compare", how: ">=", left: field("created_at", instant), right: { op: "startOfToday" } },
        },
        upgraded: { kind: "stored", type: bool, oneOf: null },
      },
    },
    trigger: { type: "audience", predicate: { op: "truthy", of: field("signed_up_today", bool) } },
    entry: "hi",
    nodes: {
      hi: send("hi", to, "hi.wait"),
      "hi.wait": { kind: "wait", until: { type: "duration", ms: options.waitMs ?? 604_800_000 }, next: "upgrade.if" },
      "upgrade.if": {
        kind: "decide",
        cases: [{ when: { op: "not", of: { op: "truthy", of: field("upgraded", bool) } }, next: "upgrade" }],
        otherwise: "end",
        guards: "upgrade",
      },
      upgrade: send("upgrade", to, "end"),
      end: { kind: "end", outcome: "completed" },
    },
  };
  const meta = { word: "send", label: "", span: null, editability: { kind: "literal" } } as const;
  const nodes = Object.fromEntries(Object.keys(semantics.nodes).map(id => [id, { ...meta, label: id }]));
  return {
    irVersion: 0,
    ...semantics,
    hash: hashFlow(semantics),
    meta: { file: "upgrade-drip.ts", trigger: meta, nodes },
  };
}

function send(message: string, to: ReturnType<typeof field>, next: string) {
  const action = {
    type: "send",
    message,
    channel: "email",
    delivery: "idempotent",
    to,
    reads: ["email", "name"],
  } as const;
  return { kind: "step", action, next } as const;
}
