import type { KernelNode, NodeId, NodeMeta, Span } from "@flowline/ir";

/** A node with its id and how it was written. */
export interface PlacedNode {
  readonly id: NodeId;
  readonly node: KernelNode;
  readonly meta: NodeMeta;
  /** Whether the author chose the name. */
  readonly isNamed: boolean;
  /** Where the name is written; absent: where the node is. */
  readonly namedAt?: Span;
}

/** Nodes whose ids are settled, but not yet what follows them. */
export interface Block {
  /** The id that an arrow into the block leads to. Where the block is empty, it is what follows. */
  readonly entry: (next: NodeId) => NodeId;
  /** Hands out the nodes, given the id of what follows. */
  readonly emit: (next: NodeId, nodes: PlacedNode[]) => void;
}

/** No nodes. */
export const NOTHING: Block = Object.freeze({ entry: (next: NodeId) => next, emit: () => undefined });

/** One node. */
export function single(id: NodeId, make: (next: NodeId) => Omit<PlacedNode, "id">): Block {
  return { entry: () => id, emit: (next, nodes) => void nodes.push({ id, ...make(next) }) };
}

/** One block after the other. */
export function inOrder(blocks: readonly Block[]): Block {
  const [first] = blocks;
  if (blocks.length <= 1) return first ?? NOTHING;
  return {
    entry: next => blocks.reduceRight((after, block) => block.entry(after), next),
    emit: (next, nodes) => {
      let after = next;
      const followers = blocks.toReversed().map(block => {
        const follower = after;
        after = block.entry(follower);
        return follower;
      });
      for (const [index, block] of blocks.entries()) block.emit(followers[blocks.length - 1 - index] ?? next, nodes);
    },
  };
}
