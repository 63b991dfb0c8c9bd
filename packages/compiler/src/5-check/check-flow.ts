import type { Diagnostic } from "@flowline/ir";
import { checkGraph } from "@flowline/ir";
import type { LoweredFlow, LoweredWait } from "../4-lower/lowered.js";
import { diagnose } from "../diagnostics/definition.js";
import { brokenGraph, longWait } from "../diagnostics/graph.js";
import { checkSend } from "./check-send.js";
import type { CheckSurroundings } from "./check-surroundings.js";

const DAY_MS = 86_400_000;

/** Phase 5: what shows only when a flow, the project and its messages are seen together. */
export function checkFlow(flow: LoweredFlow, surroundings: CheckSurroundings): readonly Diagnostic[] {
  return [
    ...flow.sends.flatMap(send => checkSend(send, flow.subject, surroundings)),
    ...flow.waits.flatMap(wait => checkWait(wait) ?? []),
    ...checkNodes(flow),
  ];
}

function checkWait({ ms, written, span }: LoweredWait): Diagnostic | null {
  const days = Math.floor(ms / DAY_MS);
  return ms > 365 * DAY_MS ? diagnose(longWait, { written, days }, { span }) : null;
}

function checkNodes({ name, graph }: LoweredFlow): readonly Diagnostic[] {
  if (graph === null) return [];
  return checkGraph(graph.semantics).map(({ node, message }) => {
    const facts = { flow: name, problem: `${node ?? "the entry"}: ${message}.` };
    return diagnose(brokenGraph, facts, { span: graph.meta.nodes[node ?? ""]?.span ?? null });
  });
}
