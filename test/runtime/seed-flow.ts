import type { FlowIr, FlowSemantics } from "@flowline/ir";
import { hashFlow } from "@flowline/ir/hash";
import { END, guard, metaOf, pause, sendStep } from "../support/kernel-nodes.js";

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
    trigger: {
      type: "audience",
      predicate: { op: "truthy", of: field("signed_up_today", bool) },
      reentry: "once",
    },
    events: {},
    watchers: [],
    onError: null,
    concurrency: [],
    variables: {},
    entry: "hi",
    nodes: {
      hi: sendStep("hi", to, "hi.wait"),
      "hi.wait": pause(options.waitMs ?? 604_800_000, "upgrade.if"),
      "upgrade.if": guard("upgrade", { op: "not", of: { op: "truthy", of: field("upgraded", bool) } }, "end"),
      upgrade: sendStep("upgrade", to, "end"),
      end: END,
    },
  };
  const ids = Object.keys(semantics.nodes);
  const nodes = Object.fromEntries(ids.map(id => [id, metaOf("send", id)]));
  return {
    irVersion: 0,
    ...semantics,
    hash: hashFlow(semantics),
    live: Object.fromEntries(ids.map(id => [id, []])),
    meta: { file: "upgrade-drip.ts", trigger: metaOf("send", ""), watchers: {}, nodes, notes: [] },
  };
}
