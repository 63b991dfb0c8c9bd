import type { NodeId, VariableName } from "../../nodes/node-id.js";
import { type FlowGraph, findNode } from "../find-node.js";
import type { GraphProblem } from "../graph-problem.js";
import { nodesInOrder } from "../nodes-in-order.js";
import { isAfter, placesAround, type Region, type Token } from "../place.js";
import type { Placement } from "../placement-of.js";
import { writtenBy } from "../written-by.js";

interface Write {
  readonly node: NodeId;
  readonly variable: VariableName;
  readonly token: Token;
}

/** Arms that may run at the same time write no variable both: which of the two values would count? */
export function armsWriteApart(flow: FlowGraph, { places }: Placement): readonly GraphProblem[] {
  const frames = new Map<Region, Map<VariableName, Write[]>>();
  for (const node of nodesInOrder(flow)) {
    const place = places.get(node);
    const around = place === undefined ? [] : placesAround(place);
    for (const variable of writesOf(flow, node)) {
      for (const { region, token } of around) {
        if (region.kind === "frame") note(frames, region, { node, variable, token });
      }
    }
  }
  return [...frames.values()].flatMap(variables => [...variables.values()].flatMap(conflictIn));
}

function writesOf(flow: FlowGraph, id: NodeId): readonly VariableName[] {
  const node = findNode(flow, id);
  return node === undefined ? [] : writtenBy(node);
}

/** The writes come in the order of the flow, so it is enough that each follows the one before it. */
function conflictIn(writes: readonly Write[]): readonly GraphProblem[] {
  for (const [index, { node, variable, token }] of writes.entries()) {
    const previous = writes[index - 1];
    if (previous === undefined || isAfter(token, previous.token)) continue;
    const message = `it writes "${variable}", and so may "${previous.node}" at the same time, in ${previous.token.name}`;
    return [{ node, path: ["nodes", node], message }];
  }
  return [];
}

function note(frames: Map<Region, Map<VariableName, Write[]>>, frame: Region, write: Write): void {
  const variables = frames.get(frame) ?? new Map<VariableName, Write[]>();
  frames.set(frame, variables);
  const writes = variables.get(write.variable);
  if (writes === undefined) variables.set(write.variable, [write]);
  else writes.push(write);
}
