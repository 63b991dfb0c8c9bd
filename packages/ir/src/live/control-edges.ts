import type { FlowSemantics } from "../flow.js";
import { findNode } from "../graph/find-node.js";
import type { Place } from "../graph/place.js";
import { writtenBy } from "../graph/written-by.js";
import type { KernelNode } from "../nodes/kernel-node.js";
import type { LoopNode } from "../nodes/loop.js";
import type { MapNode } from "../nodes/map.js";
import type { NodeId, VariableName } from "../nodes/node-id.js";
import type { WaitNode } from "../nodes/wait.js";

/** One way that control may take, the ways that no arrow shows included: back from a body's end, and after a failure. */
export interface ControlEdge {
  readonly to: NodeId;
  /** What is surely written on this way. */
  readonly writes: readonly VariableName[];
  /** The scope whose completed steps have been undone on this way; `run`: all; null: none. */
  readonly undone: { readonly scope: NodeId } | "run" | null;
}

/** The ways that lead from a node. */
export function controlEdges(flow: FlowSemantics, id: NodeId, place: Place): readonly ControlEdge[] {
  const node = findNode(flow, id);
  if (node === undefined || isFinal(node)) return [];
  return [...onwards(flow, id, node), ...failures(flow, place)];
}

/** Whether nothing follows a cursor that comes here. */
export function isFinal(node: KernelNode): boolean {
  return node.kind === "exit" ? node.raise === null : node.kind === "end" && node.of === null;
}

function way(to: NodeId, writes: readonly VariableName[] = []): ControlEdge {
  return { to, writes, undone: null };
}

function onwards(flow: FlowSemantics, id: NodeId, node: KernelNode): readonly ControlEdge[] {
  const out = writtenBy(node);
  switch (node.kind) {
    case "assign":
    case "join":
      return [way(node.next, out)];
    case "step":
    case "call":
      return [way(node.next, out), ...(node.failed === null ? [] : [way(node.failed, [`error.${id}`])])];
    case "decide":
      return [...node.cases.map(({ next }) => way(next, out)), way(node.otherwise, out)];
    case "wait":
      return waitWays(node, out);
    case "fork":
      return node.arms.map(({ next }) => way(next));
    case "map":
      return [way(node.body, frameVariables(id, node)), way(node.next, out)];
    case "loop":
      return [way(node.body, frameVariables(id, node))];
    case "scope":
      return [way(node.body)];
    case "end":
      return node.of === null ? [] : afterBody(node.of, findNode(flow, node.of));
    default:
      return [];
  }
}

/** A pause takes nothing. */
function waitWays(node: WaitNode, out: readonly VariableName[]): readonly ControlEdge[] {
  const taken = node.events.length === 0 && node.approval === null ? [] : out;
  return [...Object.values(node.arms).map(to => way(to, taken)), way(node.next, taken)];
}

/** What a body is entered with. */
export function frameVariables(id: NodeId, node: KernelNode): readonly VariableName[] {
  if (node.kind === "map") return [`item.${id}`, `round.${id}`];
  return node.kind === "loop" ? [`pass.${id}`] : [];
}

/** Items that run at the same time keep what they write for themselves: what follows the map is with the map's own cursor. */
function afterBody(id: NodeId, owner: KernelNode | undefined): readonly ControlEdge[] {
  switch (owner?.kind) {
    case "map":
      return owner.concurrency > 1 ? [] : again(id, owner);
    case "loop":
      return again(id, owner);
    case "scope":
      return [way(owner.next)];
    default:
      return [];
  }
}

/** The next item or pass, or what follows them, unless the passes never end. */
function again(id: NodeId, owner: MapNode | LoopNode): readonly ControlEdge[] {
  const body = way(owner.body, frameVariables(id, owner));
  const forEver = owner.kind === "loop" && owner.until === null && owner.max === null;
  return forEver ? [body] : [body, way(owner.next, writtenBy(owner))];
}

/** Where a failure at this place goes on. */
function failures(flow: FlowSemantics, place: Place): readonly ControlEdge[] {
  let { region } = place;
  while (region.kind === "body" || region.kind === "frame") {
    const id = region.kind === "body" ? region.owner : region.join;
    const caught = catches(id, findNode(flow, id));
    if (caught !== null) return caught;
    region = region.around.region;
  }
  if (region.kind === "onError" || flow.onError === null) return [];
  return [{ to: flow.onError, writes: ["error.run"], undone: "run" }];
}

/** Where a failure goes that reaches the frame of this node; null: through it. */
function catches(id: NodeId, node: KernelNode | undefined): readonly ControlEdge[] | null {
  switch (node?.kind) {
    case "scope":
      return [{ to: node.catch, writes: [`error.${id}`], undone: { scope: id } }];
    case "join":
      return node.armError === "arrive" ? [way(id)] : null;
    case "map":
      if (node.concurrency > 1) return [];
      return node.itemError === "continue" ? again(id, node) : null;
    default:
      return null;
  }
}
