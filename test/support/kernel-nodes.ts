import type {
  DecideCase,
  DecideNode,
  EndNode,
  Expression,
  NodeMeta,
  SendAction,
  StepNode,
  WaitNode,
} from "@flowline/ir";

/** A send by mail with everything else left to the engine. */
export function sendStep(message: string, to: Expression, next: string): StepNode & { readonly action: SendAction } {
  const action = {
    type: "send",
    message,
    channel: "email",
    delivery: "idempotent",
    to,
    data: null,
    reads: ["email", "name"],
  } as const;
  return {
    kind: "step",
    action,
    out: null,
    retry: null,
    timeoutMs: null,
    undo: false,
    rateLimit: null,
    failed: null,
    next,
  };
}

/** A pause. */
export function pause(ms: number, next: string): WaitNode {
  return {
    kind: "wait",
    until: { type: "duration", ms },
    events: [],
    need: "first",
    restartOn: [],
    approval: null,
    since: "run",
    out: null,
    arms: {},
    next,
  };
}

/** A step's guard. */
export function guard(step: string, when: Expression, otherwise: string): DecideNode {
  return choice([{ name: "yes", when, next: step }], otherwise, step);
}

/** A decide of its own. */
export function choice(cases: readonly DecideCase[], otherwise: string, guards: string | null = null): DecideNode {
  return { kind: "decide", cases, otherwise, guards, out: null };
}

/** The end of the flow. */
export const END: EndNode = { kind: "end", of: null };

/** Metadata of something that was written out. */
export function metaOf(word: string, label: string): NodeMeta {
  return { word, label, span: null, editability: { kind: "literal" }, from: [], groups: [] };
}
