import { printExpression } from "../expression/print-expression.js";
import type { KernelNode } from "../nodes/kernel-node.js";
import type { NodeId } from "../nodes/node-id.js";

/** An arrow of the graph. */
export interface Edge {
  readonly to: NodeId;
  /** The property of the node that holds it: `next`, `cases[0].next`, `otherwise`. */
  readonly property: string;
  /** What to write at the arrow, or null: `yes` and `no` at a guard, else the case's condition and `else`. */
  readonly label: string | null;
}

/** The arrows that leave a node, in the order in which it tries them. */
export function edgesOf(node: KernelNode, subjectName = "subject"): readonly Edge[] {
  switch (node.kind) {
    case "step":
    case "wait":
      return [{ to: node.next, property: "next", label: null }];
    case "decide": {
      const yesOrNo = node.guards !== null || node.cases.length === 1;
      const cases = node.cases.map(({ when, next }, index) => ({
        to: next,
        property: `cases[${index}].next`,
        label: yesOrNo ? "yes" : printExpression(when, subjectName),
      }));
      return [...cases, { to: node.otherwise, property: "otherwise", label: yesOrNo ? "no" : "else" }];
    }
    case "end":
      return [];
  }
}

/** The nodes that may come next, in the order in which the node tries them, each once. */
export function successorsOf(node: KernelNode): readonly NodeId[] {
  return [...new Set(edgesOf(node).map(edge => edge.to))];
}
