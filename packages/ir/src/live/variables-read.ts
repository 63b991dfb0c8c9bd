import type { Expression } from "../expression/ast.js";
import { childrenOf } from "../expression/children-of.js";
import { deadlineSites, nodeSites } from "../graph/expression-sites.js";
import type { AssignNode } from "../nodes/assign.js";
import type { EventMatch } from "../nodes/event-match.js";
import type { KernelNode } from "../nodes/kernel-node.js";
import type { LoopNode } from "../nodes/loop.js";
import type { MapNode } from "../nodes/map.js";
import type { VariableName } from "../nodes/node-id.js";
import type { DoAction, StepNode } from "../nodes/step.js";
import type { Watcher } from "../watcher.js";

/** What is read: some variables by name, or whatever has been written. */
export interface Reads {
  readonly names: ReadonlySet<VariableName>;
  readonly everything: boolean;
}

/** What one expression reads. */
function readsOfExpressions(expressions: readonly Expression[]): Reads {
  const names = new Set<VariableName>();
  let everything = false;
  const open = [...expressions];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (at.op === "variable") names.add(at.name);
    if (at.op === "js") for (const name of at.reads ?? []) names.add(name);
    everything ||= at.op === "js" && at.reads === null;
    for (const [, child] of childrenOf(at)) open.push(child);
  }
  return { names, everything };
}

/** What a node reads while a cursor stands at it; not what is asked at the end of its body. */
export function readsOfNode(node: KernelNode): Reads {
  switch (node.kind) {
    case "step":
      return readsOfStep(node);
    case "assign":
      return readsOfAssign(node);
    case "wait":
      return joined([
        readsOfExpressions([
          ...deadlineSites(node.until, []).map(({ expression }) => expression),
          ...(node.approval === null ? [] : [node.approval.of]),
          ...(node.approval?.not == null ? [] : [node.approval.not]),
        ]),
        ...[...node.events, ...node.restartOn].map(readsOfMatch),
      ]);
    case "map":
      return readsOfExpressions([node.over]);
    case "loop":
      return readsBetweenPasses(node);
    case "exit":
      return { names: new Set(node.raise === null ? [] : [node.raise]), everything: false };
    default:
      return readsOfExpressions(nodeSites(node).map(({ expression }) => expression));
  }
}

function readsOfStep(node: StepNode): Reads {
  const asked = readsOfExpressions(nodeSites(node).map(({ expression }) => expression));
  return node.action.type === "do" ? joined([asked, readsOfBody(node.action)]) : asked;
}

function readsOfBody({ reads }: DoAction): Reads {
  return { names: new Set(reads ?? []), everything: reads === null };
}

/** What a step that can be undone keeps for its undo: what it was given, and what it came to. */
export function readsOfUndo(node: StepNode): Reads {
  const given = readsOfStep(node);
  return node.out === null ? given : joined([given, { names: new Set([node.out]), everything: false }]);
}

/** An assignment sees those before it, so what they write is not read from outside. */
function readsOfAssign({ set, emit }: AssignNode): Reads {
  const written = new Set<VariableName>();
  const reads: Reads[] = [];
  for (const { variable, value } of set) {
    reads.push(without(readsOfExpressions([value]), written));
    written.add(variable);
  }
  return joined([...reads, ...emit.map(({ payload }) => without(readsOfExpressions([payload]), written))]);
}

/** What an event is held against; the event itself is nobody's variable. */
function readsOfMatch({ where, keys }: EventMatch): Reads {
  const asked = without(readsOfExpressions(where === null ? [] : [where]), new Set(["event"]));
  return joined([asked, { names: new Set(keys.map(key => `keys.${key}`)), everything: false }]);
}

/** What a watcher asks, wherever the run stands. */
export function readsOfWatcher({ on }: Watcher): Reads {
  return on.type === "event" ? readsOfMatch(on.match) : readsOfExpressions([on.when]);
}

/** What is asked as an item begins, of that item: its name in history. */
export function readsAtItem({ key }: MapNode): Reads {
  return readsOfExpressions(key === null ? [] : [key]);
}

/** What says when the next pass begins. */
function readsBetweenPasses({ every }: LoopNode): Reads {
  return readsOfExpressions(deadlineSites(every, []).map(({ expression }) => expression));
}

/** What is asked at the end of a body, of the item or the pass that ends. */
export function readsAtEndOf(owner: KernelNode | undefined): Reads {
  if (owner?.kind === "map") return readsOfExpressions([owner.collect, owner.until].filter(asked => asked !== null));
  if (owner?.kind !== "loop") return NOTHING;
  return joined([readsBetweenPasses(owner), readsOfExpressions(owner.until === null ? [] : [owner.until])]);
}

/** Nothing is read. */
const NOTHING: Reads = { names: new Set(), everything: false };

function without({ names, everything }: Reads, own: ReadonlySet<VariableName>): Reads {
  return { names: new Set([...names].filter(name => !own.has(name))), everything };
}

/** What is read by one or another. */
export function joined(all: readonly Reads[]): Reads {
  return {
    names: new Set(all.flatMap(({ names }) => [...names])),
    everything: all.some(({ everything }) => everything),
  };
}
