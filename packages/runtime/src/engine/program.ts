import type { NodeId } from "@flowline/ir";
import type { RunnableFlow, RunnableNode } from "./runnable-flow.js";

/**
 * A version as the engine runs it. Cursors and history name a node by its number, which is the place of its id in
 * sorted order: fixed by the version's hash, so every process numbers alike.
 */
export interface Program {
  readonly flow: RunnableFlow;
  readonly entry: number;
  readonly nodes: readonly ProgramNode[];
  readonly numbers: ReadonlyMap<NodeId, number>;
}

export interface ProgramNode {
  readonly id: NodeId;
  readonly node: RunnableNode;
}

export function loadProgram(flow: RunnableFlow): Program {
  const ids = Object.keys(flow.nodes).sort();
  const nodes = ids.flatMap(id => {
    const node = flow.nodes[id];
    return node === undefined ? [] : [Object.freeze({ id, node })];
  });
  return Object.freeze({
    flow,
    nodes: Object.freeze(nodes),
    numbers: new Map(ids.map((id, number) => [id, number])),
    entry: ids.indexOf(flow.entry),
  });
}

/** The node with that number. A number that the version does not have is a bug of ours, not of the author's. */
export function getNode(program: Program, number: number): ProgramNode {
  const found = program.nodes[number];
  if (found === undefined) {
    throw new Error(`invariant: version ${program.flow.hash} of ${program.flow.flow} has no node number ${number}`);
  }
  return found;
}

export function getNumber(program: Program, id: NodeId): number {
  const number = program.numbers.get(id);
  if (number === undefined) {
    throw new Error(`invariant: version ${program.flow.hash} of ${program.flow.flow} has no node ${id}`);
  }
  return number;
}
