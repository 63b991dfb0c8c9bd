import type { Diagnostic, Span } from "@flowline/ir";
import { diagnose } from "../diagnostics/definition.js";
import { duplicateFlow } from "../diagnostics/form.js";
import { wrongFlowName } from "../diagnostics/words.js";

/** A flow, as far as its name goes. */
export interface NamedFlow {
  readonly name: string;
  readonly file: string;
  readonly span: Span;
  readonly isDefault: boolean;
}

/** File systems hold names of 255 bytes; the compiled file has more in its name than the flow. */
const MAX_BYTES = 120;

/** `a.b.ts` and the export `b` of `a.ts` would be written to one file; the project's own is `flow.config.ir.json`. */
function irFileOf({ file, name, isDefault }: NamedFlow): string {
  return `${file.replace(/\.[^.]+$/, "")}${isDefault ? "" : `.${name}`}.ir.json`;
}

const PROJECT_FILE = "flow.config.ir.json";

/** Names that no file or address can hold, and names that two flows share. Each of the two is told of the other. */
export function checkFlowNames<Flow extends NamedFlow>(flows: readonly Flow[]): ReadonlyMap<Flow, Diagnostic> {
  const findings = new Map<Flow, Diagnostic>();
  for (const flow of flows) {
    const { name, span } = flow;
    const written = irFileOf(flow);
    const namesake = flows.find(candidate => candidate !== flow && candidate.name === name);
    const other = namesake ?? flows.find(candidate => candidate !== flow && irFileOf(candidate) === written);
    if (other !== undefined) {
      const related = [{ message: "The other one is here.", span: other.span }];
      const facts = { name, other: other.file, written: namesake === undefined ? written : null };
      findings.set(flow, diagnose(duplicateFlow, facts, { span, related }));
    } else if (written === PROJECT_FILE) {
      findings.set(flow, diagnose(duplicateFlow, { name, other: "the project file", written }, { span }));
    } else if (Buffer.byteLength(name) > MAX_BYTES || !/^[\p{L}\p{N}][\p{L}\p{N}\p{M} ._-]*$/u.test(name)) {
      findings.set(flow, diagnose(wrongFlowName, { name, most: MAX_BYTES }, { span }));
    }
  }
  return findings;
}
