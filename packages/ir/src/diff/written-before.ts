import type { FlowSemantics } from "../flow.js";
import { edgesOf } from "../graph/edges-of.js";
import { nodesInOrder } from "../graph/nodes-in-order.js";
import { writtenBy } from "../graph/written-by.js";
import type { KernelNode } from "../nodes/kernel-node.js";
import type { NodeId, VariableName } from "../nodes/node-id.js";

/** What has been written by the time a cursor comes to a node. */
export interface WrittenBefore {
  /** On some way there. */
  readonly perhaps: ReadonlySet<VariableName>;
  /** On every way there. */
  readonly surely: ReadonlySet<VariableName>;
}

/**
 * For every node, what the nodes before it have written. The flow must be sound. A body counts as one that may have run
 * before what follows its owner; a join that does not need all arms, as one after which no arm's writes are sure.
 */
export function writtenBefore(flow: FlowSemantics): ReadonlyMap<NodeId, WrittenBefore> {
  const known = new Map<NodeId, WrittenBefore>();
  const after = new Map<NodeId, WrittenBefore[]>();
  const bodies = new Map<NodeId, Set<VariableName>>();
  const send = (to: NodeId, set: WrittenBefore): void => {
    after.set(to, [...(after.get(to) ?? []), set]);
  };
  for (const id of nodesInOrder(flow)) {
    const node = flow.nodes[id];
    if (node === undefined) continue;
    const here = meet(node, after.get(id) ?? []);
    known.set(id, here);
    const own = writtenBy(node);
    if (node.kind === "end" && node.of !== null) bodies.set(node.of, new Set(here.perhaps));
    for (const { to, path } of edgesOf(node)) send(to, path[0] === "body" ? here : plus(here, own));
  }
  return withBodies(flow, known, bodies);
}

function meet(node: KernelNode, arriving: readonly WrittenBefore[]): WrittenBefore {
  const perhaps = new Set(arriving.flatMap(set => [...set.perhaps]));
  const all = node.kind === "join" && node.need === node.expects;
  const surely = all
    ? new Set(arriving.flatMap(set => [...set.surely]))
    : new Set([...(arriving[0]?.surely ?? [])].filter(name => arriving.every(set => set.surely.has(name))));
  return { perhaps, surely };
}

function plus({ perhaps, surely }: WrittenBefore, own: readonly VariableName[]): WrittenBefore {
  return own.length === 0 ? { perhaps, surely } : { perhaps: union(perhaps, own), surely: union(surely, own) };
}

/** What a body may have written is known only when its end has been seen, which the order puts behind what follows the owner. */
function withBodies(
  flow: FlowSemantics,
  known: ReadonlyMap<NodeId, WrittenBefore>,
  bodies: ReadonlyMap<NodeId, ReadonlySet<VariableName>>,
): ReadonlyMap<NodeId, WrittenBefore> {
  const result = new Map(known);
  for (const id of nodesInOrder(flow)) {
    const node = flow.nodes[id];
    if (node === undefined) continue;
    const more = union(result.get(id)?.perhaps ?? new Set(), [...(bodies.get(id) ?? []), ...writtenBy(node)]);
    for (const { to } of edgesOf(node)) {
      const target = result.get(to);
      if (target !== undefined) result.set(to, { ...target, perhaps: union(target.perhaps, more) });
    }
  }
  return result;
}

function union(left: ReadonlySet<VariableName>, right: Iterable<VariableName>): ReadonlySet<VariableName> {
  return new Set([...left, ...right]);
}
