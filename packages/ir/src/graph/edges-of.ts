import type { DecideNode } from "../nodes/decide.js";
import type { KernelNode } from "../nodes/kernel-node.js";
import type { NodeId } from "../nodes/node-id.js";
import type { WaitNode } from "../nodes/wait.js";

/** An arrow of the graph. */
export interface Edge {
  readonly to: NodeId;
  /** Where the node holds it: `["next"]`, `["cases", 0, "next"]`, `["otherwise"]`. */
  readonly path: readonly (string | number)[];
  /**
   * What to write at the arrow, or null: `yes` and `no` at a guard, else the arm's name and `else`; an outcome of a wait;
   * `failed`; into a body `each` (map), `pass` (loop) or `try` (scope), and `catch`.
   */
  readonly label: string | null;
}

/**
 * The arrows that leave a node, in the order in which it tries them; a body's before what follows it. The `end` of a body
 * has none: control goes back to the body's owner.
 */
export function edgesOf(node: KernelNode): readonly Edge[] {
  switch (node.kind) {
    case "assign":
    case "join":
      return [edge(node.next, ["next"])];
    case "step":
    case "call":
      return [edge(node.next, ["next"]), ...(node.failed === null ? [] : [edge(node.failed, ["failed"], "failed")])];
    case "decide":
      return decideEdges(node);
    case "wait":
      return waitEdges(node);
    case "fork":
      return node.arms.map(({ name, next }, index) => edge(next, ["arms", index, "next"], name));
    case "map":
      return [edge(node.body, ["body"], "each"), edge(node.next, ["next"])];
    case "loop":
      return [edge(node.body, ["body"], "pass"), edge(node.next, ["next"])];
    case "scope":
      return [edge(node.body, ["body"], "try"), edge(node.catch, ["catch"], "catch"), edge(node.next, ["next"])];
    case "exit":
    case "end":
      return [];
  }
}

function edge(to: NodeId, path: Edge["path"], label: string | null = null): Edge {
  return { to, path, label };
}

function decideEdges({ cases, otherwise, guards }: DecideNode): readonly Edge[] {
  const yesOrNo = guards !== null || (cases.length === 1 && cases[0]?.name === "yes");
  const arms = cases.map(({ name, next }, index) => edge(next, ["cases", index, "next"], yesOrNo ? "yes" : name));
  return [...arms, edge(otherwise, ["otherwise"], yesOrNo ? "no" : "else")];
}

function waitEdges({ arms, next }: WaitNode): readonly Edge[] {
  // Sorted, because the order of keys means nothing.
  const outcomes = Object.keys(arms).sort();
  const named = outcomes.map(outcome => edge(arms[outcome] ?? next, ["arms", outcome], outcome));
  return [...named, edge(next, ["next"], named.length > 0 ? "else" : null)];
}

/** The nodes that may come next, in the order in which the node tries them, each once. */
export function successorsOf(node: KernelNode): readonly NodeId[] {
  return [...new Set(edgesOf(node).map(({ to }) => to))];
}
