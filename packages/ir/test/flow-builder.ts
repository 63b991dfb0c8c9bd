import type {
  AssignNode,
  CallNode,
  DecideNode,
  EndNode,
  Expression,
  FlowSemantics,
  ForkNode,
  JoinNode,
  KernelNode,
  LoopNode,
  MapNode,
  ScopeNode,
  StepNode,
  ValueType,
  WaitNode,
} from "@flowline/ir";
import { writtenBy } from "@flowline/ir";

// Small flows by hand: everything that a test does not care for is as plain as it can be.

const ANY: ValueType = { any: true, nullable: true };

/** A variable, of any type. */
export const read = (name: string): Expression => ({ op: "variable", name, type: ANY });

/** A condition over variables: all of them are asked. */
export function holds(...names: readonly string[]): Expression {
  return names
    .map((name): Expression => ({ op: "truthy", of: read(name) }))
    .reduce((left, right) => ({ op: "and", left, right }));
}

/** A manual flow of these nodes, whose variables are declared. */
export function flowOf(nodes: Readonly<Record<string, KernelNode>>, more: Partial<FlowSemantics> = {}): FlowSemantics {
  const written = Object.values(nodes).flatMap(node => writtenBy(node));
  return {
    flow: "test",
    subject: null,
    trigger: { type: "manual", input: ANY },
    events: {},
    watchers: [],
    onError: null,
    concurrency: [],
    variables: Object.fromEntries(written.map(name => [name, ANY])),
    entry: Object.keys(nodes)[0] ?? "end",
    nodes,
    ...more,
  };
}

/** A step that runs a body which reads these variables. */
export function step(
  next: string,
  { reads = [], ...more }: Partial<StepNode> & { reads?: string[] | null } = {},
): StepNode {
  return {
    kind: "step",
    action: { type: "do", subject: [], reads },
    out: null,
    retry: null,
    timeoutMs: null,
    undo: false,
    rateLimit: null,
    failed: null,
    next,
    ...more,
  };
}

/** A decision over a variable. */
export function decide(next: string, otherwise: string, more: Partial<DecideNode> = {}): DecideNode {
  const cases = [{ name: "yes", when: holds("trigger"), next }];
  return { kind: "decide", cases, otherwise, guards: null, out: null, ...more };
}

/** A pause of a millisecond. */
export function wait(next: string, more: Partial<WaitNode> = {}): WaitNode {
  return {
    kind: "wait",
    until: { type: "duration", ms: 1 },
    events: [],
    need: "first",
    restartOn: [],
    approval: null,
    since: "run",
    out: null,
    arms: {},
    next,
    ...more,
  };
}

/** Sets one variable to another's value, or to a constant. */
export function set(variable: string, next: string, from?: string): AssignNode {
  const constant: Expression = { op: "literal", type: { scalar: "number", nullable: false }, value: 1 };
  return { kind: "assign", set: [{ variable, value: from === undefined ? constant : read(from) }], emit: [], next };
}

/** A fork of arms that are called after their first node. */
export function fork(join: string, arms: readonly string[], opens = true): ForkNode {
  return { kind: "fork", arms: arms.map(next => ({ name: next, next })), join, opens };
}

/** A join that waits for all. */
export function join(next: string, expects: number, more: Partial<JoinNode> = {}): JoinNode {
  return { kind: "join", expects, need: expects, closes: true, armError: "fail", out: null, next, ...more };
}

/** A map over `trigger`, one item at a time. */
export function map(body: string, next: string, more: Partial<MapNode> = {}): MapNode {
  return {
    kind: "map",
    over: read("trigger"),
    body,
    key: null,
    max: 10,
    concurrency: 1,
    until: null,
    rounds: 1,
    itemError: "fail",
    collect: null,
    out: null,
    next,
    ...more,
  };
}

/** A loop of three passes. */
export function loop(body: string, next: string, more: Partial<LoopNode> = {}): LoopNode {
  return { kind: "loop", body, until: null, every: null, max: 3, out: null, next, ...more };
}

/** A scope. */
export function scope(body: string, catches: string, next: string): ScopeNode {
  return { kind: "scope", body, catch: catches, next };
}

/** An awaited call. */
export function call(next: string, more: Partial<CallNode> = {}): CallNode {
  return {
    kind: "call",
    flow: "child",
    input: null,
    subject: null,
    detached: false,
    out: null,
    failed: null,
    next,
    ...more,
  };
}

/** The end of a body, or of the flow. */
export function end(of: string | null = null): EndNode {
  return { kind: "end", of };
}
