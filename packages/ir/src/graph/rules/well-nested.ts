import type { FlowGraph } from "../find-node.js";
import { findNode } from "../find-node.js";
import type { GraphProblem } from "../graph-problem.js";
import { describeRegion, type Region } from "../place.js";
import type { Placement } from "../placement-of.js";

/**
 * Bodies and arms lie inside one another: no arrow leads into one or out of one but through its owner, two cursors meet only
 * in joins, and an `end` ends just the body that it stands in (or, outside all bodies, the flow).
 */
export function wellNested(flow: FlowGraph, { places, problems }: Placement): readonly GraphProblem[] {
  const ends = [...places].flatMap(([id, { region }]) => {
    const node = findNode(flow, id);
    if (node?.kind !== "end" || endsRegion(node.of, region)) return [];
    const what = node.of === null ? "the flow" : `the body of "${node.of}"`;
    return [
      { node: id, path: ["nodes", id, "of"], message: `it ends ${what}, and it stands in ${describeRegion(region)}` },
    ];
  });
  return [...problems, ...ends];
}

function endsRegion(of: string | null, region: Region): boolean {
  return of === null
    ? region.kind === "flow" || region.kind === "onError"
    : region.kind === "body" && region.owner === of;
}
