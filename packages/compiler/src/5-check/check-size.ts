import type { Diagnostic, Span } from "@flowline/ir";
import type { CompiledFlow } from "../6-emit/compiled.js";
import { bigIr } from "../diagnostics/build.js";
import { diagnose } from "../diagnostics/definition.js";
import { tooManySteps } from "../diagnostics/graph.js";

const MAX_KILOBYTES = 256;
const MAX_STEPS = 64;

/** Flows that grew too big for those who read them. */
export function checkSize({ text, ir }: CompiledFlow, span: Span): readonly Diagnostic[] {
  const kilobytes = Math.round(Buffer.byteLength(text) / 1024);
  const steps = Object.values(ir.nodes).filter(({ kind }) => kind === "step").length;
  return [
    ...(kilobytes > MAX_KILOBYTES ? [diagnose(bigIr, { kilobytes }, { span })] : []),
    ...(steps > MAX_STEPS ? [diagnose(tooManySteps, { steps }, { span })] : []),
  ];
}
