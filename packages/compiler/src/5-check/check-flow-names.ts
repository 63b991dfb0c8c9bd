import type { Diagnostic, Span } from "@flowline/ir";
import { diagnose } from "../diagnostics/definition.js";
import { duplicateFlow } from "../diagnostics/form.js";
import { wrongFlowName } from "../diagnostics/words.js";

/** A flow, as far as its name goes. */
export interface NamedFlow {
  readonly name: string;
  readonly file: string;
  readonly span: Span;
}

/** File systems hold names of 255 bytes; the compiled file has more in its name than the flow. */
const MAX_BYTES = 120;

/** Names that no file or address can hold, and names that two flows share. Each of the two is told of the other. */
export function checkFlowNames<Flow extends NamedFlow>(flows: readonly Flow[]): ReadonlyMap<Flow, Diagnostic> {
  const findings = new Map<Flow, Diagnostic>();
  for (const flow of flows) {
    const { name, span } = flow;
    const other = flows.find(candidate => candidate !== flow && candidate.name === name);
    if (other !== undefined) {
      const related = [{ message: "The other one is here.", span: other.span }];
      findings.set(flow, diagnose(duplicateFlow, { name, other: other.file }, { span, related }));
    } else if (Buffer.byteLength(name) > MAX_BYTES || !/^[\p{L}\p{N}][\p{L}\p{N}\p{M} ._-]*$/u.test(name)) {
      findings.set(flow, diagnose(wrongFlowName, { name, most: MAX_BYTES }, { span }));
    }
  }
  return findings;
}
