import type { JoinNode } from "../../nodes/join.js";
import type { NodeId } from "../../nodes/node-id.js";
import type { FlowGraph } from "../find-node.js";
import type { GraphProblem } from "../graph-problem.js";
import type { Placement } from "../placement-of.js";

/**
 * A join expects just as many cursors as can come to it, and needs no more; one that does not close needs all. A cursor ends
 * in one place only, whichever way it takes (an exit apart): else a join would wait for one that went elsewhere.
 */
export function joinsComplete(flow: FlowGraph, { arrivals, endings }: Placement): readonly GraphProblem[] {
  const joins = Object.entries(flow.nodes).flatMap(([id, node]) =>
    node.kind === "join" ? joinProblems(id, node, arrivals.get(id)?.size ?? 0) : [],
  );
  const strays = [...endings].flatMap(([token, ends]) => {
    const [first, second] = ends;
    if (first === undefined || second === undefined) return [];
    return [
      {
        node: first,
        path: ["nodes", first],
        message: `${token.name} ends here or at "${second}": it must end in one place`,
      },
    ];
  });
  return [...joins, ...strays];
}

function joinProblems(id: NodeId, { expects, need, closes }: JoinNode, come: number): readonly GraphProblem[] {
  const say = (member: string, message: string): GraphProblem => ({ node: id, path: ["nodes", id, member], message });
  const counted = expects === come ? [] : [say("expects", `it expects ${expects} cursors, and ${come} can come`)];
  if (need < 1 || need > expects) return [...counted, say("need", `it needs ${need} of ${expects} cursors`)];
  const waitsForAll = closes || need === expects;
  return waitsForAll ? counted : [...counted, say("need", "it does not close, and so must need all that it expects")];
}
