import type { KernelNode } from "../nodes/kernel-node.js";
import type { VariableName } from "../nodes/node-id.js";

/** The variables that the node writes by itself, in order; not those that its frame or an error brings (`item.MAP`). */
export function writtenBy(node: KernelNode): readonly VariableName[] {
  switch (node.kind) {
    case "assign":
      return node.set.map(({ variable }) => variable);
    case "step":
    case "decide":
    case "wait":
    case "join":
    case "map":
    case "loop":
    case "call":
      return node.out === null ? [] : [node.out];
    default:
      return [];
  }
}
