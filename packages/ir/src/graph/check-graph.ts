import type { FlowSemantics } from "../flow.js";
import type { FlowGraph } from "./find-node.js";
import type { GraphProblem } from "./graph-problem.js";
import { type Placement, placementOf } from "./placement-of.js";
import { acyclic } from "./rules/acyclic.js";
import { allReachable } from "./rules/all-reachable.js";
import { armsWriteApart } from "./rules/arms-write-apart.js";
import { eventsKnown } from "./rules/events-known.js";
import { joinsComplete } from "./rules/joins-complete.js";
import { repetitionsBounded } from "./rules/repetitions-bounded.js";
import { targetsExist } from "./rules/targets-exist.js";
import { variablesDeclared } from "./rules/variables-declared.js";
import { waitsEnd } from "./rules/waits-end.js";
import { watchersNamed } from "./rules/watchers-named.js";
import { wellNested } from "./rules/well-nested.js";

/** The rules that every graph can be asked about, in the order in which their findings are reported. */
const SHAPE_RULES: readonly ((flow: FlowGraph) => readonly GraphProblem[])[] = [targetsExist, allReachable, acyclic];

/** The rules that need a graph in which one can follow every arrow to an end. */
const PLACE_RULES: readonly ((flow: FlowGraph, placement: Placement) => readonly GraphProblem[])[] = [
  wellNested,
  joinsComplete,
  armsWriteApart,
];

const FLOW_RULES: readonly ((flow: FlowSemantics) => readonly GraphProblem[])[] = [
  waitsEnd,
  repetitionsBounded,
  variablesDeclared,
  eventsKnown,
  watchersNamed,
];

/** Everything for which the flow's graph cannot run; empty for a sound one. */
export function checkGraph(flow: FlowSemantics): readonly GraphProblem[] {
  const shape = SHAPE_RULES.flatMap(rule => rule(flow));
  const members = FLOW_RULES.flatMap(rule => rule(flow));
  if (shape.length > 0) return [...shape, ...members];
  const placement = placementOf(flow);
  return [...PLACE_RULES.flatMap(rule => rule(flow, placement)), ...members];
}
