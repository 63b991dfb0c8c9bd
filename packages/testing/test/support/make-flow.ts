import type {
  AssignNode,
  CallNode,
  Deadline,
  DecideNode,
  EventIr,
  EventMatch,
  Expression,
  FlowIr,
  ForkNode,
  JoinNode,
  Json,
  KernelNode,
  LoopNode,
  MapNode,
  NodeMeta,
  ScopeNode,
  StepNode,
  ValueType,
  WaitNode,
  Watcher,
} from "@flowline/ir";

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
export const START = "2025-03-03T09:00:00.000Z";

const any: ValueType = { any: true, nullable: true };
const text: ValueType = { scalar: "text", nullable: true };

/** What a test says of a flow; the rest is as plain as can be. */
export type FlowParts = Partial<Omit<FlowIr, "nodes">> & { readonly nodes: Readonly<Record<string, KernelNode>> };

/** A flow about a user with the fields `email`, `upgraded`, `plan`, `zone`, `due`, started by command. */
export function makeFlow(parts: FlowParts): FlowIr {
  return {
    irVersion: 0,
    hash: "0".repeat(64),
    flow: "f",
    subject: {
      name: "user",
      source: { type: "table", table: "users", key: "id" },
      fields: {
        email: { kind: "stored", type: text, oneOf: null },
        upgraded: { kind: "stored", type: { scalar: "boolean", nullable: false }, oneOf: null },
        plan: { kind: "stored", type: text, oneOf: null },
        zone: { kind: "stored", type: text, oneOf: null },
        due: { kind: "stored", type: { scalar: "instant", nullable: true }, oneOf: null },
      },
    },
    trigger: { type: "manual", input: any },
    events: {},
    watchers: [],
    onError: null,
    concurrency: [],
    variables: {},
    entry: Object.keys(parts.nodes)[0] ?? "end",
    live: {},
    meta: {
      file: "f.ts",
      trigger: meta("manual"),
      watchers: {},
      nodes: Object.fromEntries(Object.keys(parts.nodes).map(id => [id, meta(id)])),
      notes: [],
    },
    ...parts,
  };
}

function meta(label: string): NodeMeta {
  return { word: label, label, span: null, editability: { kind: "literal" }, from: [], groups: [] };
}

/** Expressions. */
export const lit = (value: Json): Expression => ({ op: "literal", type: any, value });
export const variable = (name: string, type: ValueType = any): Expression => ({ op: "variable", type, name });
export const member = (name: string, of: string): Expression => ({
  op: "member",
  type: any,
  of: variable(of),
  name,
});
export const field = (name: string, type: ValueType = text): Expression => ({ op: "field", type, name });
export const truthy = (of: Expression): Expression => ({ op: "truthy", of });
export const not = (of: Expression): Expression => ({ op: "not", of });
export const same = (left: Expression, right: Expression): Expression => ({ op: "equal", left, right, negated: false });
export const upgraded: Expression = truthy(field("upgraded", { scalar: "boolean", nullable: false }));
export const yes: Expression = lit(true);
export const no: Expression = lit(false);

/** Nodes. */
export const end = (of: string | null = null): KernelNode => ({ kind: "end", of });
export const exit = (reason: string): KernelNode => ({ kind: "exit", reason, raise: null });
export const step = (next: string, parts: Partial<StepNode> = {}): StepNode => ({
  kind: "step",
  action: { type: "do", subject: [], reads: [] },
  out: null,
  retry: { attempts: 1, afterMs: [], factor: 1, maxMs: 0, jitter: 0, honorRetryAfter: false },
  timeoutMs: null,
  undo: false,
  rateLimit: null,
  failed: null,
  next,
  ...parts,
});
export const send = (message: string, next: string, parts: Partial<StepNode> = {}): StepNode =>
  step(next, {
    action: {
      type: "send",
      message,
      channel: "email",
      delivery: "idempotent",
      to: field("email"),
      data: null,
      reads: ["email"],
    },
    ...parts,
  });
export const decide = (
  cases: Readonly<Record<string, readonly [Expression, string]>>,
  otherwise: string,
  parts: Partial<DecideNode> = {},
): DecideNode => ({
  kind: "decide",
  cases: Object.entries(cases).map(([name, [when, next]]) => ({ name, when, next })),
  otherwise,
  guards: null,
  out: null,
  ...parts,
});
export const assign = (next: string, set: Readonly<Record<string, Expression>>, emit: AssignNode["emit"] = []) =>
  ({
    kind: "assign",
    set: Object.entries(set).map(([name, value]) => ({ variable: name, value })),
    emit,
    next,
  }) satisfies AssignNode;
export const wait = (next: string, parts: Partial<WaitNode>): WaitNode => ({
  kind: "wait",
  until: null,
  events: [],
  need: "first",
  restartOn: [],
  approval: null,
  since: "run",
  out: null,
  arms: {},
  next,
  ...parts,
});
export const after = (ms: number): Deadline => ({ type: "duration", ms });
export const pause = (next: string, ms: number): WaitNode => wait(next, { until: after(ms) });
export const match = (event: string, parts: Partial<EventMatch> = {}): EventMatch => ({
  event,
  from: "subject",
  keys: [],
  where: null,
  ...parts,
});
export const fork = (join: string, arms: Readonly<Record<string, string>>, opens = true): ForkNode => ({
  kind: "fork",
  arms: Object.entries(arms).map(([name, next]) => ({ name, next })),
  join,
  opens,
});
export const join = (next: string, expects: number, parts: Partial<JoinNode> = {}): JoinNode => ({
  kind: "join",
  expects,
  need: expects,
  closes: true,
  armError: "fail",
  out: null,
  next,
  ...parts,
});
export const map = (body: string, next: string, parts: Partial<MapNode>): MapNode => ({
  kind: "map",
  over: lit([]),
  body,
  key: null,
  max: 1000,
  concurrency: 1,
  until: null,
  rounds: 1,
  itemError: "fail",
  collect: null,
  out: null,
  next,
  ...parts,
});
export const loop = (body: string, next: string, parts: Partial<LoopNode>): LoopNode => ({
  kind: "loop",
  body,
  until: null,
  every: null,
  max: null,
  out: null,
  next,
  ...parts,
});
export const scope = (body: string, caught: string, next: string): ScopeNode => ({
  kind: "scope",
  body,
  catch: caught,
  next,
});
export const call = (flow: string, next: string, parts: Partial<CallNode> = {}): CallNode => ({
  kind: "call",
  flow,
  input: null,
  subject: null,
  detached: false,
  out: null,
  failed: null,
  next,
  ...parts,
});

/** Watchers. */
export const exitWhen = (name: string, when: Expression): Watcher => ({
  name,
  kind: "exit",
  on: { type: "predicate", when },
  exits: true,
});
export const exitOn = (event: string): Watcher => ({
  name: event,
  kind: "exit",
  on: { type: "event", match: match(event) },
  exits: true,
});
export const goal = (name: string, when: Expression, exits = true): Watcher => ({
  name,
  kind: "goal",
  on: { type: "predicate", when },
  exits,
});

/** An event about the user whose id stands in `userId`, with the key `order`. */
export const userEvent: EventIr = {
  payload: any,
  subject: "user",
  id: member("userId", "event"),
  keys: { order: member("order", "event") },
};
/** An event about nobody. */
export const plainEvent: EventIr = { payload: any, subject: null, id: null, keys: {} };
