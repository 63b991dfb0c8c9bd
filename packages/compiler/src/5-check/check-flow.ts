import type { Diagnostic } from "@flowline/ir";
import { checkGraph } from "@flowline/ir";
import type { LoweredFlow, LoweredWait } from "../4-lower/lowered.js";
import { diagnose } from "../diagnostics/definition.js";
import { longWait } from "../diagnostics/graph.js";
import { checkSend, checkWay } from "./check-send.js";
import type { CheckSurroundings } from "./check-surroundings.js";

const DAY_MS = 86_400_000;

/** Phase 5: what shows only when a flow, the project and its messages are seen together. */
export function checkFlow(flow: LoweredFlow, surroundings: CheckSurroundings): readonly Diagnostic[] {
  assertSound(flow);
  return [
    ...flow.sends.slice(0, 1).flatMap(send => checkWay(send, flow.subject, surroundings)),
    ...flow.sends.flatMap(send => checkSend(send, flow.subject, surroundings)),
    ...flow.waits.flatMap(wait => checkWait(wait) ?? []),
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
