import type { FieldIr, FlowSemantics, StepAction, SubjectIr } from "@flowline/ir";
import { expressionSites, fieldsOf } from "@flowline/ir";
import type { LoweredSubject } from "./lowered.js";

/** The subject with the fields that this flow reads, and those that its derived fields are made of. */
export function subjectRead({ ir }: LoweredSubject, flow: FlowSemantics): SubjectIr {
  const names = new Set(expressionSites(flow).flatMap(({ expression }) => [...fieldsOf(expression)]));
  for (const node of Object.values(flow.nodes)) {
    if (node.kind !== "step") continue;
    for (const name of fieldsOfAction(node.action, Object.keys(ir.fields))) names.add(name);
  }
  for (const name of [...names]) {
    const field = ir.fields[name];
    if (field?.kind === "derived") for (const stored of fieldsOf(field.expression)) names.add(stored);
  }
  const fields = Object.entries(ir.fields).filter((entry): entry is [string, FieldIr] => names.has(entry[0]));
  return { name: ir.name, source: ir.source, fields: Object.fromEntries(fields) };
}

/** A body that hands its subject on may read any field. */
function fieldsOfAction(action: StepAction, all: readonly string[]): readonly string[] {
  if (action.type === "send") return action.reads;
  return action.type === "do" ? (action.subject ?? all) : [];
}
