import type { Diagnostic } from "@flowline/ir";
import type { FlowFile } from "../1-load/loaded-project.js";
import { diagnose } from "../diagnostics/definition.js";
import { duplicateFlow } from "../diagnostics/form.js";

/** Two files of one base name would be one flow. Each of them is told of the other. */
export function checkFlowNames(flows: readonly FlowFile[]): ReadonlyMap<FlowFile, Diagnostic> {
  const findings = new Map<FlowFile, Diagnostic>();
  for (const flow of flows) {
    const other = flows.find(candidate => candidate !== flow && candidate.name === flow.name);
    if (other === undefined) continue;
    const related = [{ message: "The other one is here.", span: other.span }];
    findings.set(flow, diagnose(duplicateFlow, { name: flow.name, other: other.file }, { span: flow.span, related }));
  }
  return findings;
}
