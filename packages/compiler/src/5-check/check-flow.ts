import type { Diagnostic } from "@flowline/ir";
import { checkGraph } from "@flowline/ir";
import type { LoweredFlow, LoweredGraph, LoweredWait } from "../4-lower/lowered.js";
import { diagnose } from "../diagnostics/definition.js";
import { longWait } from "../diagnostics/graph.js";
import { checkLoops } from "./check-loops.js";
import { checkAddress, checkChannel, checkMessage, checkVariables } from "./check-send.js";
import { checkSendsTogether } from "./check-sends-together.js";
import type { CheckSurroundings } from "./check-surroundings.js";
import { checkTimeouts, checkWaitsEnd } from "./check-waits.js";
import { checkWatchers } from "./check-watchers.js";

const DAY_MS = 86_400_000;

/** What is asked of a graph as an author would ask it. */
const GRAPH_CHECKS: readonly ((graph: LoweredGraph, flow: LoweredFlow) => readonly Diagnostic[])[] = [
  checkWaitsEnd,
  checkTimeouts,
  checkLoops,
  checkSendsTogether,
  checkWatchers,
];

/** Phase 5: what shows only when a flow, the project and its messages are seen together. */
export function checkFlow(flow: LoweredFlow, surroundings: CheckSurroundings): readonly Diagnostic[] {
  assertSound(flow);
  const { graph, subject, sends } = flow;
  return [
    ...sends.slice(0, 1).flatMap(send => checkChannel(send, surroundings)),
    ...sends.flatMap(send => checkMessage(send, surroundings)),
    ...(subject === null && flow.hasSubject ? [] : checkReader(flow, surroundings)),
    ...flow.waits.flatMap(wait => checkWait(wait) ?? []),
    ...(graph === null ? [] : GRAPH_CHECKS.flatMap(check => check(graph, flow))),
  ];
}

/** What depends on whom the flow is about; where that cannot be told, it has been reported. */
function checkReader({ subject, sends }: LoweredFlow, surroundings: CheckSurroundings): readonly Diagnostic[] {
  const [lost] = sends.filter(({ hasAddress }) => !hasAddress);
  return [
    ...(lost === undefined ? [] : checkAddress(lost, subject, surroundings)),
    ...sends.flatMap(send => checkVariables(send, subject, surroundings)),
  ];
}

function checkWait({ ms, written, span }: LoweredWait): Diagnostic | null {
  const days = Math.floor(ms / DAY_MS);
  return ms > 365 * DAY_MS ? diagnose(longWait, { written, days }, { span }) : null;
}

/** No spelling leads to a graph that breaks the rules, so one that does is a mistake of the compiler's. */
function assertSound({ name, graph }: LoweredFlow): void {
  const [problem] = graph === null ? [] : checkGraph(graph.semantics);
  if (problem !== undefined)
    throw new Error(`The compiler made a broken graph of "${name}": ${problem.path.join(".")}: ${problem.message}.`);
}
