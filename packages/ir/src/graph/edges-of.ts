import { printExpression } from "../expression/print-expression.js";
import type { KernelNode } from "../nodes/kernel-node.js";
import type { NodeId } from "../nodes/node-id.js";

/** An arrow of the graph. */
export interface Edge {
  readonly to: NodeId;
  /** Where the node holds it: `["next"]`, `["cases", 0, "next"]`, `["otherwise"]`. */
  readonly path: readonly (string | number)[];
  /** What to write at the arrow, or null: `yes` and `no` at a guard, else the case's condition and `else`. */
  readonly label: string | null;
}

/** The arrows that leave a node, in the order in which it tries them. */
export function edgesOf(node: KernelNode, subjectName = "subject"): readonly Edge[] {
  switch (node.kind) {
    case "step":
    case "wait":
      return [{ to: node.next, path: ["next"], label: null }];
    case "decide": {
      const yesOrNo = node.guards !== null || node.cases.length === 1;
      const cases = node.cases.map(({ when, next }, index) => ({
        to: next,
        path: ["cases", index, "next"],
        label: yesOrNo ? "yes" : printExpression(when, subjectName),
      }));
      return [...cases, { to: node.otherwise, path: ["otherwise"], label: yesOrNo ? "no" : "else" }];
    }
    case "end":
      return [];
  }
}

/** The nodes that may come next, in the order in which the node tries them, each once. */
export function successorsOf(node: KernelNode): readonly NodeId[] {
  return [...new Set(edgesOf(node).map(edge => edge.to))];
}
