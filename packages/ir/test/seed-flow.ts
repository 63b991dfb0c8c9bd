import {
  type AudienceTrigger,
  type Expression,
  type FlowIr,
  type FlowSemantics,
  liveVariables,
  type NodeMeta,
  type StepNode,
  type SubjectIr,
} from "@flowline/ir";
import { hashFlow } from "@flowline/ir/hash";

const yes = { scalar: "boolean", nullable: false } as const;
const upgraded: Expression = { op: "field", type: yes, name: "upgraded" };
const email: Expression = { op: "field", type: { scalar: "text", nullable: false }, name: "email" };

const subject: SubjectIr = {
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
};

const trigger: AudienceTrigger = {
  type: "audience",
  predicate: { op: "truthy", of: { op: "field", type: yes, name: "signed_up_today" } },
  reentry: "once",
};

function send(message: string, next: string): StepNode {
  return {
    kind: "step",
    action: {
      type: "send",
      message,
      channel: "email",
      delivery: "idempotent",
      to: email,
      data: null,
      reads: ["email"],
    },
    out: null,
    retry: null,
    timeoutMs: null,
    undo: false,
    rateLimit: null,
    failed: null,
    next,
  };
}

const semantics: FlowSemantics & { readonly subject: SubjectIr; readonly trigger: AudienceTrigger } = {
  flow: "upgrade-drip",
  subject,
  trigger,
  events: {},
  watchers: [],
  onError: null,
  concurrency: [],
  variables: {},
  entry: "hi",
  nodes: {
    hi: send("hi", "wait"),
    wait: {
      kind: "wait",
      until: { type: "duration", ms: 604_800_000 },
      events: [],
      need: "first",
      restartOn: [],
      approval: null,
      since: "run",
      out: null,
      arms: {},
      next: "upgrade.guard",
    },
    "upgrade.guard": {
      kind: "decide",
      cases: [{ name: "yes", when: { op: "not", of: { op: "truthy", of: upgraded } }, next: "upgrade" }],
      otherwise: "end",
      guards: "upgrade",
      out: null,
    },
    upgrade: send("upgrade", "end"),
    end: { kind: "end", of: null },
  },
};

/** The flow at the head of the README as the compiler writes it, to be spoiled in one place at a time. */
export const SEED_FLOW: FlowIr & typeof semantics = {
  irVersion: 0,
  hash: hashFlow(semantics),
  ...semantics,
  live: liveVariables(semantics),
  meta: {
    file: "flows/upgrade-drip.ts",
    trigger: metaOf("audience", "user.signed_up_today"),
    watchers: {},
    nodes: {
      hi: metaOf("send", 'send "hi"'),
      wait: metaOf("waitFor", "wait 7d"),
      "upgrade.guard": metaOf("guard", "!user.upgraded"),
      upgrade: metaOf("send", 'send "upgrade"'),
      end: metaOf("end", "end"),
    },
    notes: [],
  },
};

function metaOf(word: string, label: string): NodeMeta {
  const position = { line: 3, column: 1, offset: 40 };
  return {
    word,
    label,
    span: { file: "flows/upgrade-drip.ts", start: position, end: position },
    editability: { kind: "literal" },
    from: [],
    groups: [],
  };
}
