import type { WaitForDraft } from "@flowline/ir";
import { formatDuration } from "@flowline/ir";
import { readDuration } from "../duration.js";
import { editabilityOf } from "../editability.js";
import type { FlowScope, LinkPosition, PlacedLink } from "../flow-scope.js";
import { argumentSpan } from "../flow-scope.js";

/** `.waitFor("7d")`: a wait, named after the step before it, because nothing else about it stays the same. */
export function placeWaitFor(link: WaitForDraft, { previous }: LinkPosition, scope: FlowScope): PlacedLink | null {
  const site = scope.lowering.siteOf(link);
  const span = argumentSpan(scope, site, 0);
  const { ms, diagnostics } = readDuration(link.duration, span);
  scope.lowering.diagnostics.push(...diagnostics);
  if (ms === null || previous === null) return null;
  scope.waits.push({ ms, written: JSON.stringify(link.duration), span });
  const { step, waits } = previous;
  const id = waits === 1 ? `${step}.wait` : `${step}.wait.${waits}`;
  const meta = {
    word: "waitFor",
    label: `wait ${formatDuration(ms)}`,
    span: site?.span ?? null,
    editability: editabilityOf(link, scope, [["the duration", "literal"]]),
  };
  return {
    entry: id,
    trigger: null,
    nodesBefore: next => [{ id, meta, node: { kind: "wait", until: { type: "duration", ms }, next } }],
  };
}
